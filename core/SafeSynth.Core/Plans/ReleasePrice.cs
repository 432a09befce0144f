using static System.FormattableString;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Plans;

/// <summary>What a release would cost, what the parts are spent on and what error noise would leave, told from public facts before anything is spent.</summary>
/// <param name="DataName">The data set's public name.</param>
/// <param name="Guarantee">What the release would spend.</param>
/// <param name="Size">About how many rows there are, where that is declared.</param>
/// <param name="Columns">The names of all columns.</param>
/// <param name="OpenColumns">The columns about which something has to be learned.</param>
/// <param name="Generator">The generator's name.</param>
/// <param name="Parts">What is spent on what; first what learning takes at most, then what the generator does with the rest.</param>
/// <param name="Warnings">What is allowed and most likely not meant.</param>
/// <param name="RowsNeeded">About how many rows would leave an error of 20 % in the columns' own distributions; null where no number does.</param>
public sealed record ReleasePrice(
    string DataName, Guarantee Guarantee, long? Size, IReadOnlyList<string> Columns, IReadOnlyList<string> OpenColumns,
    string Generator, IReadOnlyList<PricedPart> Parts, IReadOnlyList<PlanWarning> Warnings, long? RowsNeeded)
{
    /// <summary>The most of rho that learning what the schema leaves open may take.</summary>
    public double LearningShare => Parts.Where(part => part.IsLearning).Sum(part => part.Share);

    /// <summary>Prices a plan for a table of which only the name and the column names are known.</summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="dataName">The data set's public name.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="isText">Whether the source holds text only, so that nothing has to be asked about .NET types.</param>
    /// <exception cref="SafeSynthException">The plan does not fit the columns, or names an unknown generator.</exception>
    public static ReleasePrice Of(DpPlan plan, string dataName, IReadOnlyList<string> columns, bool isText)
    {
        var fields = plan.Schema.FieldsFor(columns);
        foreach (var field in fields)
            DeclaredDomain.Check(field);
        if (plan.Guarantee.Unit.KeyColumn is { } key && !columns.Contains(key))
            throw PlanFault.UnknownKeyColumn(key, columns);

        var generator = plan.Generator is null ? GeneratorCatalog.Default : GeneratorCatalog.Find(plan.Generator);
        var forecast = new PlanForecast(new PublicFacts(dataName, columns, plan.Guarantee), fields, generator, isText);
        var rowsNeeded = forecast.RowsNeeded();
        return new ReleasePrice(
            dataName, plan.Guarantee, plan.Size, columns, forecast.OpenColumns, generator.Info.Name, forecast.Parts(plan.Size),
            [.. WarningsOf(plan, forecast, rowsNeeded)], rowsNeeded);
    }

    /// <summary>The price and the expected error, line by line.</summary>
    public IReadOnlyList<string> InWords()
    {
        List<PricedPart> measured = [.. Parts.Where(part => part.Measured is not null)];
        var errors = string.Join(", ", measured.Select(ErrorOf));
        var howToDoBetter = OpenColumns.Count > 0 ? " Declare what is public (New-DpPlan drafts it) to do better." : "";
        return
        [
            Invariant($"spend epsilon {Guarantee.Epsilon} (delta {Guarantee.Delta:0.###e-00}) per {Guarantee.Unit} of '{DataName}'. {Learning()}"),
            .. errors.Length > 0 ? [$"Expected error: {errors}; groups of fewer than {Figures.RoughRows(measured.Max(part => part.ShowsFrom)!.Value)} drown in noise.{howToDoBetter}"] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<PlanWarning> WarningsOf(DpPlan plan, PlanForecast forecast, long? rowsNeeded)
    {
        if (plan.Size is not { } size)
            yield break;
        if (plan.Guarantee.Delta >= 1.0 / size)
            yield return PlanWarning.DeltaTooLarge(plan.Guarantee.Delta, size);
        if (forecast.OneWayError(size) is { } error and > PlanForecast.MostOneWayError)
        {
            yield return PlanWarning.TooLittleData(
                size, plan.Guarantee.Epsilon, error, PlanForecast.MostOneWayError, forecast.EpsilonNeeded(size), rowsNeeded);
        }
    }

    // What noise does to a table of many cells is mostly undone by the fit, so it is the most that is to be expected.
    private static string ErrorOf(PricedPart part)
    {
        if (part.Error is not { } error)
            return $"{part.Ways} counts off by {Figures.RoughRows(part.CountError!.Value)}";
        var stands = part.Worst!.Error > 1.2 * error ? $" ({part.Worst} {Figures.RoughPercent(part.Worst.Error.Value)})" : "";
        return $"{part.Ways} {(part.Measured!.Ways > 1 ? "up to " : "")}{Figures.RoughPercent(error)}{stands}";
    }

    private string Learning()
    {
        var share = Figures.RoughPercent(LearningShare);
        return OpenColumns.Count == 0 ? "Everything is declared: nothing has to be learned about types, bounds and categories."
            : OpenColumns.Count == Columns.Count ? $"Nothing is declared: learning types, bounds and categories takes up to {share} of it."
            : Invariant($"{OpenColumns.Count} of {Columns.Count} columns are not fully declared: learning their types, bounds and categories takes up to {share} of it.");
    }
}
