using SafeSynth.Data;
using SafeSynth.Mechanisms;

namespace SafeSynth.Plans;

/// <summary>Lists what a release takes as public: what it does not pay for.</summary>
internal static class PublicDeclarations
{
    /// <summary>One line for each fact.</summary>
    public static IReadOnlyList<string> Of(PublicFacts facts, IReadOnlyList<Field> fields) =>
    [
        $"the data set's name '{facts.Name}'",
        $"the names, order and number of the {facts.ColumnNames.Count} columns",
        .. fields.SelectMany(Of),
    ];

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
        if (field.Role is { } role)
            yield return $"{field.Name}: to be {(role == FieldRole.Model ? "modelled" : role == FieldRole.Regenerate ? "regenerated" : "dropped")}";
    }
}
