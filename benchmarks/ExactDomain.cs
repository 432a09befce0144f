using System.Globalization;
using SafeSynth.Data;

namespace SafeSynth.Benchmarks;

/// <summary>
/// What a column holds, and how far what was learned of it is off. A column is numeric when all its cells but blank ones are.
/// </summary>
internal abstract record ExactDomain(string Name)
{
    public static ExactDomain Of(string name, string[] cells)
    {
        var present = cells.Where(cell => cell.Length > 0).ToList();
        var values = new double[present.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.TryParse(present[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                return new ExactCategories(
                    name, [.. present.GroupBy(cell => cell).Where(same => same.Count() >= 0.01 * cells.Length).Select(same => same.Key)]);
        }

        Array.Sort(values);
        return new ExactNumbers(name, values);
    }

    /// <summary>The common categories that a learned column lacks.</summary>
    public virtual IEnumerable<string> MissedBy(ColumnLayout learned) => [];

    /// <summary>The share of the values that lie between the learned bounds.</summary>
    public virtual double CoverageOf(ColumnLayout learned) => 1;

    /// <summary>The distance of the learned bounds, in terms of that of the bounds of the central 99 % of the values.</summary>
    public virtual double WidthOf(ColumnLayout learned) => 0;

    /// <summary>A line on what many runs learned.</summary>
    public abstract string Compare(IReadOnlyList<ColumnLayout> learned);
}

/// <summary>The categories that at least 1 % of the rows hold.</summary>
internal sealed record ExactCategories(string Name, IReadOnlyList<string> Common) : ExactDomain(Name)
{
    public override IEnumerable<string> MissedBy(ColumnLayout learned) => Common.Except(ValuesOf(learned));

    public override string Compare(IReadOnlyList<ColumnLayout> learned)
    {
        var missed = learned.SelectMany(MissedBy).GroupBy(value => value).Select(same => $"{same.Key} {same.Count()} times");
        return $"{Name}: {Common.Count} common categories, {learned.Average(column => ValuesOf(column).Count):F1} listed; missed: {string.Join(", ", missed.DefaultIfEmpty("none"))}";
    }

    private static IReadOnlyList<string> ValuesOf(ColumnLayout learned) =>
        learned is ModelledColumn { Domain: CategoryDomain domain } ? domain.Values : [];
}

/// <summary>Numbers, ascending.</summary>
internal sealed record ExactNumbers(string Name, double[] Sorted) : ExactDomain(Name)
{
    public override double CoverageOf(ColumnLayout learned) =>
        BoundsOf(learned) is var (least, greatest) ? Sorted.Count(value => least <= value && value <= greatest) / (double)Sorted.Length : 0;

    public override double WidthOf(ColumnLayout learned) =>
        BoundsOf(learned) is var (least, greatest) ? (greatest - least) / (Quantile(0.995) - Quantile(0.005)) : double.PositiveInfinity;

    public override string Compare(IReadOnlyList<ColumnLayout> learned)
    {
        var coverages = learned.Select(CoverageOf).ToList();
        var widths = learned.Select(WidthOf).Order().ToList();
        var bounds = learned.GroupBy(column => column is ModelledColumn c ? c.Domain.Summary : "not modelled").MaxBy(same => same.Count())!;
        return $"{Name}: worst coverage {coverages.Min():F4}, width {widths[widths.Count / 2]:F2} (worst {widths[^1]:F2}); mostly {bounds.Key}, "
            + $"{learned.Average(column => column is ModelledColumn c ? c.Size : 0):F0} bins";
    }

    private static (double Least, double Greatest)? BoundsOf(ColumnLayout learned)
    {
        if (learned is not ModelledColumn { Domain: GridDomain grid })
            return null;
        var unit = Math.Pow(10, -grid.Decimals);
        return (grid.Origin * unit, (grid.Origin + grid.Count - 1) * unit);
    }

    private double Quantile(double share) => Sorted[Math.Min(Sorted.Length - 1, (int)(share * Sorted.Length))];
}
