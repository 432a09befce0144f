using SafeSynth.Audit;
using SafeSynth.Privacy;
using NormalDistribution = MathNet.Numerics.Distributions.Normal;

namespace SafeSynth.Tests.Audit;

/// <summary>What can be told of a mechanism's privacy by running it many times on each of two neighbours.</summary>
/// <remarks>
/// <para>Every run leaves one number, whose order is that of the exact likelihood ratio of its answer, "with" against "without". By Neyman and
/// Pearson, tests that compare it with a threshold are the best there are at their false-alarm rates. Both directions count: alarms above a threshold
/// look for "with", alarms below it for "without".</para>
/// <para>Thresholds are chosen by the first quarter of the runs and tested on the others, so that choosing costs no confidence.</para>
/// </remarks>
internal sealed class Audit
{
    /// <summary>The chance that <see cref="Excess"/> is positive though the claim is kept: a union bound over all tests, of exact bounds of both rates.</summary>
    public const double FalseVerdictRate = 1e-6;

    /// <summary>The chance that <see cref="AtLeast"/> is above the truth.</summary>
    public const double FalseBoundRate = 0.05;

    private readonly long _pilotRuns;
    private readonly long _runs;
    private readonly List<(Test Pilot, Test Main)> _tests = [];

    /// <param name="with">One number for each run on the data with the unit.</param>
    /// <param name="without">As many for its neighbour.</param>
    public Audit(long[] with, long[] without)
    {
        _pilotRuns = with.Length / 4;
        _runs = with.Length - _pilotRuns;
        var pilot = (int)_pilotRuns;
        var (pilotWith, pilotWithout) = (Sorted(with.AsSpan(..pilot)), Sorted(without.AsSpan(..pilot)));
        var (mainWith, mainWithout) = (Sorted(with.AsSpan(pilot..)), Sorted(without.AsSpan(pilot..)));
        foreach (var threshold in Thresholds(pilotWith.Concat(pilotWithout)))
        {
            _tests.Add((Above(pilotWith, pilotWithout, threshold), Above(mainWith, mainWithout, threshold)));
            _tests.Add((Below(pilotWith, pilotWithout, threshold), Below(mainWith, mainWithout, threshold)));
        }
    }

    /// <summary>By how much delta exceeds a claimed curve, at the epsilon and for the test for which it surely does so most; negative where none surely does.</summary>
    public double Excess(PrivacyCurve claim)
    {
        var end = claim.Epsilon(1e-7);
        var curve = Enumerable.Range(0, 65).Select(i => end * i / 64).Select(epsilon => (Factor: Math.Exp(epsilon), Delta: claim.Delta(epsilon))).ToList();
        var error = FalseVerdictRate / (2 * _tests.Count);
        return _tests.Max(test =>
        {
            var (found, alarmed) = Rates(test.Main, _runs, error);
            return curve.Max(point => found - (point.Factor * alarmed) - point.Delta);
        });
    }

    /// <summary>A lower bound of a parameter that increases with the rate of finds and decreases with that of false alarms, by the test that promises the largest.</summary>
    public double AtLeast(Func<double, double, double> parameter)
    {
        double Bound(Test test, long runs, double error)
        {
            var (found, alarmed) = Rates(test, runs, error / 2);
            return found > 0 && alarmed < 1 ? parameter(found, alarmed) : 0;
        }

        // Many tests compete: a strict error rate keeps out those that were merely lucky.
        var promising = _tests.MaxBy(test => Bound(test.Pilot, _pilotRuns, FalseBoundRate / _tests.Count));
        return Bound(promising.Main, _runs, FalseBoundRate);
    }

    /// <summary>The epsilon of pure privacy.</summary>
    public static double Epsilon(double found, double alarmed) => Math.Log(found / alarmed);

    /// <summary>The mu of Gaussian privacy: finds are Phi(Phi^-1(alarms) + mu).</summary>
    public static double Mu(double found, double alarmed) => NormalDistribution.InvCDF(0, 1, found) - NormalDistribution.InvCDF(0, 1, alarmed);

    /// <summary>The range of losses: it bounds the ratio of the odds of finds and alarms (<see cref="LogisticPair"/>).</summary>
    public static double Range(double found, double alarmed) => Math.Log(found / (1 - found)) - Math.Log(alarmed / (1 - alarmed));

    private static (double Found, double Alarmed) Rates(Test test, long runs, double error) =>
        (BinomialBounds.Low(test.Found, runs, error), BinomialBounds.High(test.Alarmed, runs, error));

    // Finer towards both ends, where curves are steep.
    private static IEnumerable<long> Thresholds(IEnumerable<long> pilot)
    {
        var sorted = pilot.Order().ToArray();
        var halvings = Enumerable.Range(3, 8).Select(k => Math.ScaleB(1, -k));
        var shares = Enumerable.Range(1, 15).Select(k => k / 16.0).Concat(halvings).Concat(halvings.Select(share => 1 - share));
        return shares.Select(share => sorted[(int)(share * sorted.Length)]).Append(sorted[0] + 1).Distinct();
    }

    private static Test Above(long[] with, long[] without, long threshold) => new(CountFrom(with, threshold), CountFrom(without, threshold));

    private static Test Below(long[] with, long[] without, long threshold) =>
        new(without.Length - CountFrom(without, threshold), with.Length - CountFrom(with, threshold));

    private static long[] Sorted(ReadOnlySpan<long> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static long CountFrom(long[] sorted, long threshold)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < threshold)
                low = middle + 1;
            else
                high = middle;
        }

        return sorted.Length - low;
    }

    /// <summary>How often a test rightly alarmed, and how often falsely.</summary>
    private readonly record struct Test(long Found, long Alarmed);
}
