using SafeSynth.Confidence;
using SafeSynth.Data;

namespace SafeSynth.Generators.Saving;

/// <summary>What was measured, and how far the model is from it: see <see cref="ErrorBars"/>.</summary>
internal sealed record SavedErrors(SavedMeasured[] Measured, SavedJudged[] Judged)
{
    public static SavedErrors? Of(ErrorBars? errors, TableLayout layout)
    {
        if (errors is null)
            return null;
        var number = layout.Modelled.Select((column, i) => (column.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i);
        int[] Numbers(IReadOnlyList<string> columns) => [.. columns.Select(column => number[column])];
        return new SavedErrors(
            [.. errors.Measured.Select(m => new SavedMeasured(Numbers(m.Columns), m.Cells, m.Noise.Sigma, m.Noise.IsRounded, m.Distance, m.Counts?.ToArray()))],
            [.. errors.Judged.Select(j => new SavedJudged(Numbers(j.Columns), j.Noise.Sigma, j.Noise.IsRounded, j.NoisyError, j.Distance))]);
    }

    public ErrorBars ToErrors(TableLayout layout, double rows)
    {
        Sound.Require(!Measured.Contains(null) && !Judged.Contains(null), "a measured marginal is empty");
        return new ErrorBars(
            [.. Measured.Select(marginal => marginal.ToMarginal(layout, rows))], [.. Judged.Select(marginal => marginal.ToMarginal(layout, rows))]);
    }

    /// <summary>The names of columns by their numbers among those that are modelled.</summary>
    public static string[] NamesOf(int[] columns, TableLayout layout)
    {
        Sound.Require(
            columns.Length > 0 && columns.All(column => column >= 0 && column < layout.Modelled.Count) && columns.Zip(columns.Skip(1))
                .All(pair => pair.First < pair.Second),
            "a measured marginal is of columns that do not exist or do not ascend");
        return Array.ConvertAll(columns, column => layout.Modelled[column].Name);
    }

    public static CountNoise NoiseOf(double sigma, bool rounded)
    {
        Sound.Require(sigma > 0 && double.IsFinite(sigma), "the noise of a measured marginal is out of range");
        return new CountNoise(sigma, rounded);
    }
}

/// <summary>See <see cref="MeasuredMarginal"/>.</summary>
/// <param name="Columns">Numbers of modelled columns, from 0, ascending.</param>
/// <param name="Cells">The number of counts.</param>
/// <param name="Sigma">The standard deviation of the noise.</param>
/// <param name="Rounded">Whether it is a rounded Gaussian; else a discrete one.</param>
/// <param name="Distance">The L1 distance of the model's counts from the noisy ones.</param>
/// <param name="Counts">The noisy counts.</param>
internal sealed record SavedMeasured(int[] Columns, long Cells, double Sigma, bool Rounded, double? Distance = null, long[]? Counts = null)
{
    public MeasuredMarginal ToMarginal(TableLayout layout, double rows)
    {
        var names = SavedErrors.NamesOf(Columns, layout);
        Sound.Require(
            Cells > 0 && Distance is null or >= 0 && (Counts is null || Counts.Length == Cells), "a measured marginal does not have one count for each cell");
        Sound.Require(Columns.Length > 1 || Cells == layout.Modelled[Columns[0]].Size, "a measured column has other bins than the table");
        return new MeasuredMarginal(names, Cells, SavedErrors.NoiseOf(Sigma, Rounded), Distance, rows, Counts);
    }
}

/// <summary>See <see cref="JudgedMarginal"/>; <see cref="SavedMeasured"/> has the same names.</summary>
internal sealed record SavedJudged(int[] Columns, double Sigma, bool Rounded, long Error, double Distance)
{
    public JudgedMarginal ToMarginal(TableLayout layout, double rows)
    {
        var names = SavedErrors.NamesOf(Columns, layout);
        Sound.Require(Distance >= 0, "the distance of a marginal is negative");
        return new JudgedMarginal(names, Error, SavedErrors.NoiseOf(Sigma, Rounded), Distance, rows);
    }
}
