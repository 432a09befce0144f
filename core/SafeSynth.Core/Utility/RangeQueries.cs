using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>How far answers to questions such as "how many are between 30 and 40 and live in Ohio?" are off.</summary>
/// <remarks>
/// A thousand conditions on one to three columns, drawn at random: between the values of two real rows for numbers, the value of one real
/// row for categories. The figures are the mean difference of the shares of released and real rows that meet a condition, and the mean of
/// the same over the real share, which counts as 0.1 percent where it is less. Source: Xiao, Wang, Gehrke 2011, "Differential Privacy via
/// Wavelet Transforms", for the relative error with a sanity bound.
/// </remarks>
public sealed class RangeQueries : IUtilityMetric
{
    private const int Queries = 1000, MostColumns = 3;
    private const double SanityBound = 0.001;

    public MetricInfo Info { get; } = new("RangeQueries", "Error of counts of conditions on one to three columns.", Trains: false, "Xiao, Wang, Gehrke 2011");

    public IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel)
    {
        var columns = setting.Space.Columns.ToArray();
        var released = Array.ConvertAll(columns, column => UtilitySetting.ValuesOf(setting.Released, column));
        var real = Array.ConvertAll(columns, column => UtilitySetting.ValuesOf(setting.Real, column));
        var random = new SampleRandom(setting.Seed);
        var queries = Enumerable.Range(0, Queries).Select(_ => Draw()).ToArray();
        var answers = new (double Released, double Real)[Queries];
        Parallel.For(0, Queries, new ParallelOptions { CancellationToken = cancel }, query => answers[query] = (Share(released, queries[query]), Share(real, queries[query])));
        return
        [
            new UtilityFigure(Info.Name, answers.Average(answer => Math.Abs(answer.Released - answer.Real)), Better.Lower),
            new UtilityFigure(
                $"{Info.Name}.Relative", answers.Average(answer => Math.Abs(answer.Released - answer.Real) / Math.Max(answer.Real, SanityBound)), Better.Lower),
        ];

        Condition[] Draw()
        {
            int[] order = [.. Enumerable.Range(0, columns.Length)];
            random.Shuffle<int>(order);
            return [.. order.Take(1 + random.Next(Math.Min(MostColumns, columns.Length))).Select(column =>
            {
                var (one, other) = (real[column][random.Next(setting.Real.Count)], real[column][random.Next(setting.Real.Count)]);
                return setting.Space.IsCategory(columns[column].Feature) || double.IsNaN(one) || double.IsNaN(other)
                    ? new Condition(column, one, one)
                    : new Condition(column, Math.Min(one, other), Math.Max(one, other));
            })];
        }
    }

    private static double Share(double[][] columns, Condition[] conditions)
    {
        var met = 0;
        for (var row = 0; row < columns[0].Length; row++)
        {
            var meets = true;
            foreach (var condition in conditions)
                meets = meets && condition.IsMet(columns[condition.Column][row]);
            met += meets ? 1 : 0;
        }

        return (double)met / columns[0].Length;
    }

    // From and to are NaN where it is asked for what is missing.
    private readonly record struct Condition(int Column, double From, double To)
    {
        public bool IsMet(double value) => (value >= From && value <= To) || (double.IsNaN(value) && double.IsNaN(From));
    }
}
