using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace SafeSynth.Audit;

/// <summary>
/// The linear function of counts that best tells two groups of them apart (Fisher 1936): learned from some, used on others.
/// </summary>
internal sealed class LinearScore
{
    private readonly Vector<double> _weights;
    private readonly double _halfway, _deviation;

    /// <param name="counts">One array for each release that it learns from.</param>
    /// <param name="wentIn">For each, which group it is of; both occur.</param>
    public LinearScore(IReadOnlyList<int[]> counts, IReadOnlyList<bool> wentIn)
    {
        var width = counts[0].Length;
        var (means, sizes) = (new[] { new double[width], new double[width] }, new int[2]);
        for (var i = 0; i < counts.Count; i++)
        {
            var group = wentIn[i] ? 1 : 0;
            sizes[group]++;
            for (var j = 0; j < width; j++)
                means[group][j] += counts[i][j];
        }

        for (var group = 0; group < 2; group++)
            means[group] = Array.ConvertAll(means[group], sum => sum / sizes[group]);

        var spread = Matrix<double>.Build.Dense(width, width);
        for (var i = 0; i < counts.Count; i++)
        {
            var mean = means[wentIn[i] ? 1 : 0];
            for (var j = 0; j < width; j++)
            {
                for (var k = 0; k <= j; k++)
                    spread[j, k] += (counts[i][j] - mean[j]) * (counts[i][k] - mean[k]);
            }
        }

        // A little is added to every variance, for counts that never vary.
        spread = spread.Add(spread.Transpose()).Subtract(Matrix<double>.Build.DenseOfDiagonalVector(spread.Diagonal()));
        var least = 1 + (1e-6 * spread.Trace() / width);
        var difference = Vector<double>.Build.Dense([.. means[1].Zip(means[0], (a, b) => a - b)]);
        _weights = spread.Add(Matrix<double>.Build.DenseDiagonal(width, width, least)).Cholesky().Solve(counts.Count * difference);
        _halfway = (Sum(means[0]) + Sum(means[1])) / 2;
        _deviation = Math.Max(double.Epsilon, counts.Select(of => Sum(Array.ConvertAll(of, count => (double)count))).StandardDeviation());
    }

    /// <summary>Above 0 for what is more like the group that went in, in standard deviations of what it learned from.</summary>
    public double Of(int[] counts) => (Sum(Array.ConvertAll(counts, count => (double)count)) - _halfway) / _deviation;

    private double Sum(double[] counts) => _weights.Zip(counts, (weight, count) => weight * count).Sum();
}
