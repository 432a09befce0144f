using MathNet.Numerics.LinearAlgebra;

namespace SafeSynth.Attacks;

/// <summary>Learns from releases with and without a record to tell new ones apart: ridge regression on the two labels.</summary>
/// <remarks>
/// There are far more figures than releases, and a member adds a little to many of them: what is wanted is a weighted sum. Ridge regression
/// is regularised linear discriminant analysis for two classes (Hastie, Buja, Tibshirani 1995), has a closed form in the number of
/// releases, no random numbers, and its one constant is chosen by the exact leave-one-out error (Allen 1974). Published attacks take
/// forests of trees, which ask for thousands of releases to find the same sum. All shadow attacks learn through here.
/// </remarks>
internal sealed class ShadowClassifier
{
    private static readonly double[] Penalties = [1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100];

    private readonly double[] _weights;

    private ShadowClassifier(double[] weights) => _weights = weights;

    /// <param name="examples">The figures of each release.</param>
    /// <param name="isMember">Whether the record was in it.</param>
    public static ShadowClassifier Train(IReadOnlyList<double[]> examples, bool[] isMember)
    {
        var (count, width) = (examples.Count, examples[0].Length);
        var (means, scales) = (new double[width], new double[width]);
        for (var figure = 0; figure < width; figure++)
        {
            var mean = examples.Average(example => example[figure]);
            var deviation = Math.Sqrt(examples.Average(example => (example[figure] - mean) * (example[figure] - mean)));
            (means[figure], scales[figure]) = (mean, deviation > 1e-12 * (1 + Math.Abs(mean)) ? 1 / deviation : 0);
        }

        var rows = Matrix<double>.Build.Dense(count, width, (row, figure) => (examples[row][figure] - means[figure]) * scales[figure]);
        var share = (double)isMember.Count(member => member) / count;
        var labels = Vector<double>.Build.Dense(count, row => (isMember[row] ? 1 : 0) - share);
        var spectrum = (rows * rows.Transpose() / Math.Max(1, width)).Evd(Symmetricity.Symmetric);
        var (vectors, values) = (spectrum.EigenVectors, spectrum.EigenValues.Map(value => Math.Max(0, value.Real)));
        var projected = vectors.Transpose() * labels;

        var best = Penalties.MinBy(penalty => LeftOut(penalty, vectors, values, projected, labels));
        var dual = vectors * projected.MapIndexed((i, value) => value / (values[i] + best));
        var weights = rows.Transpose() * dual;
        return new ShadowClassifier([.. weights.Zip(scales, (weight, scale) => weight * scale)]);
    }

    /// <summary>The higher, the more the release is like those with the record.</summary>
    public double Score(double[] figures)
    {
        var score = 0.0;
        for (var figure = 0; figure < figures.Length; figure++)
            score += _weights[figure] * figures[figure];
        return score;
    }

    // The sum of squared errors on each example when the others alone are learned from.
    private static double LeftOut(double penalty, Matrix<double> vectors, Vector<double> values, Vector<double> projected, Vector<double> labels)
    {
        var shrunk = values.Map(value => value / (value + penalty));
        var fitted = vectors * projected.PointwiseMultiply(shrunk);
        var sum = 0.0;
        for (var row = 0; row < labels.Count; row++)
        {
            // The mean takes part in the fit: its leverage is one over the number of examples.
            var leverage = (1.0 / labels.Count) + vectors.Row(row).PointwisePower(2).DotProduct(shrunk);
            var error = (labels[row] - fitted[row]) / Math.Max(1e-9, 1 - leverage);
            sum += error * error;
        }

        return sum;
    }
}
