using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Learners;

/// <summary>A random forest: the average of 100 trees, each grown to the end on rows drawn with replacement.</summary>
/// <remarks>
/// At every node the best cut of a few features, drawn at random, is taken: the square root of their number for classes, a third of them
/// for numbers. Categories are cut by their number, so that a value takes two cuts. Classes are learned as numbers, 1 for the class and 0
/// for the rest: the cut that reduces the variance of those most is the one that reduces Gini's impurity most. Results are the same bits on
/// every machine. Source: Breiman 2001, "Random Forests".
/// </remarks>
public sealed class RandomForest : ILearner
{
    private const int Trees = 100;

    public LearnerInfo Info { get; } = new("RandomForest", "Trees grown to the end on rows drawn with replacement, averaged.", "Breiman 2001");

    public IClassifier Classify(FeatureRows rows, int[] classes, int count, ulong seed, CancellationToken cancel)
    {
        var tried = (int)Math.Round(Math.Sqrt(rows.Width));
        return OneAgainstTheRest.Train(
            classes, count, labels => Grow(rows, Array.ConvertAll(labels, label => label ? 1.0 : 0.0), tried, seed, cancel).Predict, cancel);
    }

    public IRegression Regress(FeatureRows rows, double[] values, ulong seed, CancellationToken cancel) =>
        Grow(rows, values, Math.Max(1, rows.Width / 3), seed, cancel);

    private static Forest Grow(FeatureRows rows, double[] values, int tried, ulong seed, CancellationToken cancel)
    {
        var codes = new RankedRows(rows);
        var seeds = new SampleRandom(seed);
        ulong[] each = [.. Enumerable.Range(0, Trees).Select(_ => seeds.NextBits())];
        var trees = new Tree[Trees];
        Parallel.For(
            0, Trees, new ParallelOptions { CancellationToken = cancel }, tree => trees[tree] = new TreeGrowth(codes, values, tried, each[tree]).Grow());
        return new Forest(trees);
    }

    private sealed class Forest(Tree[] trees) : IRegression
    {
        public double[] Predict(FeatureRows rows, CancellationToken cancel)
        {
            var means = new double[rows.Count];
            Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancel }, row =>
            {
                foreach (var tree in trees)
                    means[row] += tree.Predict(rows[row]);
                means[row] /= trees.Length;
            });
            return means;
        }
    }
}
