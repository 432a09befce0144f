using static System.FormattableString;
using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Plans;

/// <summary>What a release would cost and what the parts are spent on, told from public facts before anything is spent.</summary>
/// <param name="DataName">The data set's public name.</param>
/// <param name="Guarantee">What the release would spend.</param>
/// <param name="LearningShare">The most of rho that learning what the schema leaves open may take.</param>
/// <param name="OpenColumns">The columns about which something has to be learned.</param>
/// <param name="Generator">The generator's name.</param>
/// <param name="Parts">What the generator spends the rest on.</param>
public sealed record ReleasePrice(
    string DataName, Guarantee Guarantee, double LearningShare, IReadOnlyList<string> OpenColumns, string Generator, IReadOnlyList<PlannedPart> Parts)
{
    /// <summary>Prices a plan for a table of which only the name and the column names are known.</summary>
    /// <exception cref="SafeSynthException">The plan does not fit the columns, or names an unknown generator.</exception>
    public static ReleasePrice Of(DpPlan plan, string dataName, IReadOnlyList<string> columns)
    {
        var fields = plan.Schema.FieldsFor(columns);
        foreach (var field in fields)
            DeclaredDomain.Check(field);
        if (plan.Guarantee.Unit.KeyColumn is { } key && !columns.Contains(key))
            throw PlanFault.UnknownKeyColumn(key, columns);
        var generator = plan.Generator is null ? GeneratorCatalog.Default : GeneratorCatalog.Find(plan.Generator);
        var facts = new PublicFacts(dataName, columns, plan.Guarantee);
        var open = fields.Where(LearningBudget.LeavesOpen).ToList();
        return new ReleasePrice(
            dataName, plan.Guarantee, LearningBudget.MaxShare(open), [.. open.Select(field => field.Name)],
            generator.Info.Name, generator.Price(facts, plan.Guarantee).Parts);
    }

    /// <summary>The price in one or two sentences.</summary>
    public string InWords() => Invariant($"spend epsilon {Guarantee.Epsilon} (delta {Guarantee.Delta:0.###e-00}) per {Guarantee.Unit} of '{DataName}'. ")
        + Learning() + $"{Generator} spends {(LearningShare > 0 ? "the rest" : "it")} on {string.Join(", ", Parts.Select(part => Invariant($"{part.Purpose} ({part.Share:P0})")))}.";

    private string Learning() => LearningShare == 0
        ? "Everything is declared: nothing has to be learned about types, bounds and categories. "
        : Invariant($"Learning types, bounds and categories of {OpenColumns.Count} columns that are not fully declared takes up to {LearningShare:P0} of it. ");
}
