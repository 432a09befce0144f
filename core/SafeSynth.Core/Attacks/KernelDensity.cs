using SafeSynth.Marginals;

namespace SafeSynth.Attacks;

/// <summary>A density estimated from rows: each spreads over its surroundings, by one rule for all of them; all in logarithms.</summary>
/// <remarks>
/// Over ordered features the kernel is Gaussian with f^2 times their covariance, over a category of c values it keeps 1 - f^2 of its weight
/// and spreads f^2 evenly over all c (Aitchison, Aitken 1976); the kernel is the product of the two (Li, Racine 2003). Over ordered
/// features alone this is scipy's
/// <c>gaussian_kde</c>. The factor f = (n (d + 2) / 4)^(-1 / (d + 4)), for n rows of d features, is Silverman's.
///
/// No covariance is singular: 10^-6 is added to every variance, so that no kernel is narrower than f / 1000 of the standard deviation that
/// features are scaled by. Features that do not vary are for the caller to leave out (<see cref="FeatureRows.Varying"/>).
///
/// In coordinates in which the Gaussian is round, -2 log of kernel over its peak is a squared distance with a price for each category: one
/// scan does.
/// </remarks>
internal sealed class KernelDensity
{
    private const double Ridge = 1e-6;

    private readonly int[] _ordered;
    private readonly double[,] _root;   // lower triangular, root * root' = kernel covariance
    private readonly double[] _prices;
    private readonly double _logPeak;   // of one row's kernel
    private readonly DistanceScan _scan;

    /// <param name="rows">At least one row.</param>
    public KernelDensity(FeatureRows rows)
    {
        _ordered = [.. Enumerable.Range(0, rows.Width).Where(feature => !rows.IsCategory(feature))];
        var factor = Math.Pow(rows.Count * (rows.Width + 2) / 4.0, -1.0 / (rows.Width + 4));
        _root = CholeskyRoot(Covariance(rows, factor * factor));
        _prices = new double[rows.Width];
        _logPeak = -0.5 * _ordered.Length * Math.Log(2 * Math.PI);
        for (var i = 0; i < _ordered.Length; i++)
            _logPeak -= Math.Log(_root[i, i]);

        var spread = Math.Min(1, factor * factor);
        foreach (var feature in Enumerable.Range(0, rows.Width).Where(rows.IsCategory))
        {
            var values = rows.ValuesOf(feature).Distinct().Count();
            var (same, other) = (1 - spread + (spread / values), spread / values);
            _prices[feature] = 2 * Math.Log(same / other);
            _logPeak += Math.Log(same);
        }

        _scan = new DistanceScan(Round(rows));
    }

    /// <summary>The logarithm of the density at each point.</summary>
    public double[] LogAt(FeatureRows points, CancellationToken cancel)
    {
        var logs = new double[points.Count];
        _scan.Each(Round(points), _ => _prices, (point, squared) => logs[point] = LogMean(squared), cancel);
        return logs;
    }

    /// <summary>The logarithm of the kernel of one row at another, for rows that <see cref="Round"/> gave.</summary>
    public double LogKernel(FeatureRows rounded, int row, FeatureRows others, int other) =>
        _logPeak - (0.5 * rounded.SquaredDistance(row, others, other, _prices));

    /// <summary>
    /// The rows in coordinates in which the kernel is round: the inverse of the covariance's root, applied by forward substitution.
    /// </summary>
    public FeatureRows Round(FeatureRows rows)
    {
        var rounded = new double[rows.Count * rows.Width];
        for (var row = 0; row < rows.Count; row++)
        {
            var values = rounded.AsSpan(row * rows.Width, rows.Width);
            rows[row].CopyTo(values);
            for (var i = 0; i < _ordered.Length; i++)
            {
                var rest = values[_ordered[i]];
                for (var j = 0; j < i; j++)
                    rest -= _root[i, j] * values[_ordered[j]];
                values[_ordered[i]] = rest / _root[i, i];
            }
        }

        return rows.With(rounded);
    }

    // log of (peak / n) * sum of exp(-squared / 2), relative to the nearest row so that nothing underflows to zero.
    private double LogMean(Span<double> squared)
    {
        var nearest = double.PositiveInfinity;
        foreach (var distance in squared)
            nearest = Math.Min(nearest, distance);
        RowMath.Subtract(squared, nearest);
        RowMath.Multiply(squared, -0.5);
        RowMath.Exp(squared);
        return _logPeak - (0.5 * nearest) + PortableMath.Log(RowMath.Sum(squared) / squared.Length);
    }

    private double[,] Covariance(FeatureRows rows, double scale)
    {
        var d = _ordered.Length;
        var (means, sums) = (new double[d], new double[d, d]);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < d; i++)
                means[i] += rows[row][_ordered[i]] / rows.Count;
        }

        var gaps = new double[d];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < d; i++)
            {
                gaps[i] = rows[row][_ordered[i]] - means[i];
                for (var j = 0; j <= i; j++)
                    sums[i, j] += gaps[i] * gaps[j];
            }
        }

        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
                sums[i, j] = scale * ((sums[i, j] / Math.Max(1, rows.Count - 1)) + (i == j ? Ridge : 0));
        }

        return sums;
    }

    // In place, of the lower triangle.
    private static double[,] CholeskyRoot(double[,] matrix)
    {
        var d = matrix.GetLength(0);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i, j];
                for (var k = 0; k < j; k++)
                    rest -= matrix[i, k] * matrix[j, k];
                matrix[i, j] = i == j ? Math.Sqrt(rest) : rest / matrix[j, j];
            }
        }

        return matrix;
    }
}
