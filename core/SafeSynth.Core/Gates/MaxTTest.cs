using System.Numerics;
using SafeSynth.Marginals;

namespace SafeSynth.Gates;

/// <summary>An exact permutation test of many linear statistics at once, by the largest of them.</summary>
/// <remarks>
/// <para>A statistic is the sum of its weights over the members. Each is standardised by its mean and variance over all ways of choosing so
/// many members, which do not depend on who they are; T is the largest. Where every choice of members is equally likely given the weights,
/// the observed T and those of B random choices are exchangeable, so with ties broken at random the rank of the observed one among all B +
/// 1 is uniform and Pr[p &lt;= a] = floor(a (B + 1)) / (B + 1), for any number of statistics however they depend on each other (Westfall,
/// Young 1993; Phipson, Smyth 2010). What is random here is drawn by <see cref="TestRandom"/>.</para>
/// <para>Weights are whole numbers whose sums stay below 2^53, so T is the same function of the choice in whatever order it is added
/// up.</para>
/// </remarks>
internal sealed class MaxTTest
{
    private const int PermutationsInBlock = 100;

    private readonly int _units, _statistics, _width;
    private readonly double[] _weights, _totals, _squares;
    private readonly bool _isTwoSided;

    /// <param name="weights">For each statistic one whole number for each unit.</param>
    /// <param name="isTwoSided">Whether few are as telling as many.</param>
    public MaxTTest(IReadOnlyList<double[]> weights, bool isTwoSided = false)
    {
        (_units, _statistics, _isTwoSided) = (weights[0].Length, weights.Count, isTwoSided);
        _width = (_statistics + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _weights = new double[_units * _width];
        for (var s = 0; s < _statistics; s++)
        {
            for (var unit = 0; unit < _units; unit++)
                _weights[(unit * _width) + s] = weights[s][unit];
        }

        _totals = [.. weights.Select(of => of.Sum())];
        _squares = [.. weights.Select((of, s) => of.Sum(weight => (weight - (_totals[s] / _units)) * (weight - (_totals[s] / _units))))];
    }

    /// <param name="isMember">Whether each unit is one; some are, and some are not.</param>
    /// <param name="permutations">B: how many random choices the observed one is compared with.</param>
    /// <param name="seed">Decides the choices and breaks ties, together with weights and members.</param>
    /// <param name="cancel">Stops the work.</param>
    public MaxTOutcome Run(bool[] isMember, int permutations, ulong seed, CancellationToken cancel)
    {
        var members = isMember.Count(one => one);
        var random = TestRandom.For(seed, isMember, [_weights]);
        var scales = Scales(members);
        var observed = Standardised(Sum(Enumerable.Range(0, _units).Where(unit => isMember[unit])), members, scales);

        ulong[] seeds = [.. Enumerable.Range(0, (permutations + PermutationsInBlock - 1) / PermutationsInBlock).Select(_ => random.NextBits())];
        var others = new double[permutations];
        Parallel.For(0, seeds.Length, new ParallelOptions { CancellationToken = cancel }, block =>
        {
            var first = block * PermutationsInBlock;
            Permute(new SampleRandom(seeds[block]), others.AsSpan(first, Math.Min(PermutationsInBlock, permutations - first)), members, scales);
        });

        var largest = observed.Max();
        var (greater, equal) = (others.Count(other => other > largest), others.Count(other => other == largest));
        var p = (greater + 1 + random.Next(equal + 1)) / (permutations + 1.0);
        Array.Sort(others);
        Array.Reverse(others);
        return new MaxTOutcome(p, observed, others);
    }

    // The smaller group is drawn; a sum over the larger one is what is left of the total.
    private void Permute(SampleRandom random, Span<double> results, int members, double[] scales)
    {
        var drawn = Math.Min(members, _units - members);
        int[] order = [.. Enumerable.Range(0, _units)];
        var sums = new double[_width];
        for (var i = 0; i < results.Length; i++)
        {
            Array.Clear(sums);
            for (var next = 0; next < drawn; next++)
            {
                var chosen = next + random.Next(_units - next);
                (order[next], order[chosen]) = (order[chosen], order[next]);
                Add(order[next], sums);
            }

            for (var s = 0; drawn < members && s < _statistics; s++)
                sums[s] = _totals[s] - sums[s];
            results[i] = Standardised(sums, members, scales).Max();
        }
    }

    private double[] Sum(IEnumerable<int> units)
    {
        var sums = new double[_width];
        foreach (var unit in units)
            Add(unit, sums);
        return sums;
    }

    private void Add(int unit, double[] sums)
    {
        var weights = _weights.AsSpan(unit * _width, _width);
        for (var s = 0; s < weights.Length; s += Vector<double>.Count)
            (new Vector<double>(sums, s) + new Vector<double>(weights[s..])).CopyTo(sums, s);
    }

    // Sampling without replacement; a statistic that is the same for all choices says nothing, and counts as 0.
    private double[] Scales(int members) =>
        Array.ConvertAll(_squares, square => square > 0 ? 1 / Math.Sqrt(square * members * (_units - members) / ((double)_units * (_units - 1))) : 0);

    private double[] Standardised(double[] sums, int members, double[] scales)
    {
        var standardised = new double[_statistics];
        for (var s = 0; s < standardised.Length; s++)
        {
            var z = (sums[s] - ((double)members * _totals[s] / _units)) * scales[s];
            standardised[s] = _isTwoSided ? Math.Abs(z) : z;
        }

        return standardised;
    }
}

/// <summary>What came of a permutation test.</summary>
/// <param name="PValue">The rank of the observed T among all, as a share.</param>
/// <param name="Observed">Every statistic, standardised.</param>
/// <param name="Chance">T for every random choice, the largest first.</param>
internal sealed record MaxTOutcome(double PValue, double[] Observed, double[] Chance)
{
    /// <summary>Every T above it fails at a level.</summary>
    public double Critical(double alpha) =>
        (int)Math.Floor(alpha * (Chance.Length + 1)) is > 0 and var rank ? Chance[rank - 1] : double.PositiveInfinity;
}
