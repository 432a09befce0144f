using SafeSynth.Attacks;
using SafeSynth.Learners;
using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>
/// How well a learner tells released rows from real ones, in units of how well it tells them apart after they were mixed: 1 is best.
/// </summary>
/// <remarks>
/// The propensity mean squared error is the mean of (p - c)^2 over released and real rows together, p being the probability that a learner
/// gives a row of being released and c the share of released rows. It is divided by its mean over ten random permutations of which row is
/// which, after each of which the learner is trained anew. The first learner of the setting does it, on at most 5,000 rows of each kind.
/// Source: Snoke, Raab, Nowok, Dibben, Slavkovic 2018, "General and Specific Utility Measures for Synthetic Data"; other than there, p
/// comes from a model that was trained on the other half of the rows, so that a learner that remembers rows does not tell everything apart
/// always.
/// </remarks>
public sealed class Propensity : IUtilityMetric
{
    private const int MostRows = 5000, Permutations = 10;

    public MetricInfo Info { get; } = new(
        "Propensity", "Ratio of pMSE to its permutation null: 1 if nothing tells released rows from real ones.", Trains: false, "Snoke et al. 2018");

    public IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel)
    {
        if (setting.Learners.Count == 0)
            return [];
        var random = new SampleRandom(setting.Seed);
        var (released, real) = (Drawn(setting.Released), Drawn(setting.Real));
        var rows = released.Concat(real);
        if (released.Count < 2 || real.Count < 2)
            return [];
        int[] labels = [.. Enumerable.Repeat(1, released.Count), .. new int[real.Count]], order = [.. Enumerable.Range(0, rows.Count)];
        random.Shuffle<int>(order);
        var labellings = new int[Permutations + 1][];
        for (var i = 0; i < labellings.Length; i++)
        {
            labellings[i] = [.. labels];
            random.Shuffle<int>(labels);
        }

        var errors = new double[labellings.Length];
        Parallel.For(0, errors.Length, new ParallelOptions { CancellationToken = cancel }, i => errors[i] = MeanSquare(setting.Learners[0], rows, labellings[i], order, setting.Seed, cancel));
        var chance = errors[1..].Average();
        return chance > 0 ? [new UtilityFigure(Info.Name, errors[0] / chance, Better.Lower)] : [];

        FeatureRows Drawn(FeatureRows all)
        {
            int[] numbers = [.. Enumerable.Range(0, all.Count)];
            random.Shuffle<int>(numbers);
            return all.Take(numbers[..Math.Min(MostRows, numbers.Length)]);
        }
    }

    private static double MeanSquare(ILearner learner, FeatureRows rows, int[] labels, int[] order, ulong seed, CancellationToken cancel)
    {
        var share = labels.Average();
        var (one, other) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
        return (Sum(one, other) + Sum(other, one)) / order.Length;

        double Sum(int[] trained, int[] asked) =>
            learner.Classify(rows.Take(trained), Array.ConvertAll(trained, row => labels[row]), 2, seed, cancel)
                .Probabilities(rows.Take(asked), cancel).Sum(probabilities => (probabilities[1] - share) * (probabilities[1] - share));
    }
}
