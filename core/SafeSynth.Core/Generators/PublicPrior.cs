using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators;

/// <summary>
/// What public rows of the same columns tell of the relations between them: a model to begin with, instead of independence.
/// </summary>
/// <remarks>
/// The pairs that are farthest from independence among the public rows are fitted first; from there a fit of the private, noisy columns
/// alone leaves all interactions as they are and brings the columns to what was measured (the information projection, Csiszar 1975). Public
/// rows cost nothing and noisy answers have been paid for: post-processing.
/// </remarks>
internal static class PublicPrior
{
    /// <summary>
    /// The share of the cells of a model that the public pairs may take; the rest is for what the private rows contradict.
    /// </summary>
    private const int CellsPart = 2;

    /// <summary>Noisy columns, moved towards those of public rows (<see cref="JamesStein"/>).</summary>
    public static OneWayMarginals Shrink(PublicTable rows, OneWayMarginals noisy)
    {
        var known = rows.CountsOf(noisy.Codings, [.. Enumerable.Range(0, noisy.Columns.Count).Select(column => Clique.Of(column))]);
        var scale = noisy.Total / rows.RowCount;
        return noisy with
        {
            Counts = [.. noisy.Counts.Select((counts, column) => JamesStein.Towards(counts, Array.ConvertAll(known[column], count => count * scale), counts.Length, noisy.Deviations[column][0]))],
        };
    }

    /// <summary>Noisy marginals, moved towards those of a prior.</summary>
    public static List<Measurement> Shrink(GraphicalModel prior, IEnumerable<Measurement> measured) =>
        [.. measured.Select(answer => answer with { Answers = JamesStein.Towards(answer.Answers, prior.Marginal(answer.Clique), answer.Answers.Length, answer.StandardDeviation) })];

    /// <param name="rows">Public rows; at least one.</param>
    /// <param name="oneWay">The noisy columns of the private rows, as they are binned.</param>
    /// <param name="pairs">The pairs of columns that a model may hold.</param>
    /// <param name="maxCells">The most cells of the whole model.</param>
    /// <param name="rule">When a fit stops, given its measurements.</param>
    /// <param name="cancel">Stops the fit.</param>
    public static GraphicalModel Fit(
        PublicTable rows, OneWayMarginals oneWay, IReadOnlyList<Clique> pairs, long maxCells, Func<IReadOnlyList<Measurement>, StoppingRule> rule,
        CancellationToken cancel)
    {
        var counts = rows.CountsOf(oneWay.Codings, pairs);
        var candidates = pairs.Zip(counts, (pair, table) => new Candidate(pair, Interaction(table, oneWay.Shape[pair[1]]), Importance: 1)).ToList();
        var chosen = CliqueSelection.Choose(oneWay.Shape, candidates, sigma: 0, maxCells / CellsPart, [], cancel);
        var scale = oneWay.Total / rows.RowCount;
        var tableOf = pairs.Zip(counts).ToDictionary();
        List<Measurement> measured =
        [
            .. chosen.Select(pair => new Measurement(
                pair, Array.ConvertAll(tableOf[pair], count => count * scale), scale * Math.Sqrt((double)rows.RowCount / tableOf[pair].Length))),
        ];
        var relations = MarginalEstimator.Fit(oneWay.Shape, measured, oneWay.Total, rule(measured), cancel: cancel).Model;
        return oneWay.Fit([], cancel, start: relations);
    }

    // The L1 distance from independence beyond what the sampling of as many rows would cause by itself, about sqrt(2 / pi) of each cell's
    // deviation.
    private static double Interaction(long[] table, int width)
    {
        const double MeanOfHalfNormal = 0.79788456080286536;
        var (rows, columns) = (new double[table.Length / width], new double[width]);
        for (var cell = 0; cell < table.Length; cell++)
        {
            rows[cell / width] += table[cell];
            columns[cell % width] += table[cell];
        }

        double total = rows.Sum(), distance = 0;
        for (var cell = 0; cell < table.Length; cell++)
        {
            var expected = rows[cell / width] * columns[cell % width] / total;
            distance += Math.Abs(table[cell] - expected) - (MeanOfHalfNormal * Math.Sqrt(expected));
        }

        return Math.Max(0, distance);
    }
}
