using static System.FormattableString;
using SafeSynth.Data;
using SafeSynth.Mechanisms;

namespace SafeSynth.Plans;

/// <summary>Lists what a release takes as public: what it does not pay for.</summary>
internal static class PublicDeclarations
{
    /// <summary>One line for each fact.</summary>
    /// <param name="facts">What is always public.</param>
    /// <param name="plan">What is declared of the table.</param>
    /// <param name="fields">What is declared of each column.</param>
    /// <param name="isText">Whether the source holds text only.</param>
    public static IReadOnlyList<string> Of(PublicFacts facts, DpPlan plan, IReadOnlyList<Field> fields, bool isText) =>
    [
        $"the data set's name '{facts.Name}'",
        $"the names, order and number of the {facts.ColumnNames.Count} columns",
        isText ? "that the source is text" : "that the source holds .NET values",
        facts.Guarantee.Unit.KeyColumn is { } key
            ? $"that column '{key}' names the person, and that at most {facts.Guarantee.Unit.MaxRows} rows of a person take part"
            : "that every row is a person of its own",
        .. plan.Size is { } size ? [Invariant($"that there are about {size} rows")] : Array.Empty<string>(),
        .. plan.PublicData is { } known ? [$"the rows of '{known.Name}' (SHA-256 {known.Hash})"] : Array.Empty<string>(),
        .. plan.Workload.InWords is { } workload ? [workload] : Array.Empty<string>(),
        .. plan.Schema.MissingValues.Where(text => text.Length > 0).Select(text => $"that '{text}' stands for a missing value"),
        .. fields.SelectMany(Of),
        .. plan.Constraints.Select(constraint => constraint.InWords),
    ];

    private static string InWords(FieldRole role) => role switch
    {
        FieldRole.Model => "modelled",
        FieldRole.Regenerate => "regenerated",
        FieldRole.Text => "written anew",
        _ => "dropped",
    };

    private static IEnumerable<string> Of(Field field)
    {
        if (field.Type is { } type)
            yield return $"{field.Name}: type {DeclaredDomain.NameOf(type)}";
        if (field.Format is not null)
            yield return $"{field.Name}: format {field.Format}";
        if (field.Enum is not null)
            yield return $"{field.Name}: its {field.Enum.Count} values";
        if ((field.TrueValues ?? field.FalseValues) is not null)
            yield return $"{field.Name}: its words for true and false";
        if (field.Minimum is not null)
            yield return $"{field.Name}: minimum {field.Minimum}";
        if (field.Maximum is not null)
            yield return $"{field.Name}: maximum {field.Maximum}";
        if (field.Required)
            yield return $"{field.Name}: never missing";
        if (field.Unique)
            yield return $"{field.Name}: unique";
        if (field.Faults is { } faults)
            yield return $"{field.Name}: faulty cells {(faults == FaultPolicy.Missing ? "count as missing" : faults == FaultPolicy.Clamp ? "move to the bounds" : "drop their row")}";
        if (field.Role is { } role)
            yield return $"{field.Name}: to be {InWords(role)}{(field.WrittenFor is { } column ? $" for each '{column}'" : "")}";
    }
}
