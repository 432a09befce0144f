namespace SafeSynth.Attacks;

/// <summary>
/// A member makes the synthetic rows around it likelier: the population with the member explains them better than without.
/// </summary>
/// <remarks>
/// With f0 the kernel density of n reference rows (<see cref="KernelDensity"/>) and f1 that of the reference and the target x, the score is
/// the sum of log f1(s) - log f0(s) over the k synthetic rows s nearest to x. The kernel K of f0 is kept for f1, so that f1(s) / f0(s) = (n
/// + K(s - x) / f0(s)) / (n + 1): one kernel for each pair of rows instead of a new estimate for each target. The paper fits f1 anew, in
/// which the bandwidth shrinks and the covariance moves towards x; that blurs what x explains, and finds members less often. Source: Ward,
/// Wang, Cheng 2025, "Privacy Auditing Synthetic Data Release through Local Likelihood Attacks"; published code takes k = 200, its examples
/// 5.
/// </remarks>
/// <param name="nearest">k: how many synthetic rows each target has to explain.</param>
public sealed class GenLra(int nearest = 5) : IAttack
{
    public AttackInfo Info { get; } = new(
        "GenLra", "How much likelier a person makes the synthetic rows nearby: local influence on the generator.", AttackNeeds.Reference, "Ward, Wang, Cheng 2025");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var kept = FeatureRows.Varying(setting.KnownRows);
        var population = new KernelDensity(setting.KnownRows.Select(kept));
        var found = setting.Nearest(setting.Synthetic, nearest, cancel);
        var (targets, synthetic) = (setting.Targets.Select(kept), setting.Synthetic.Select(kept));

        // Densities are needed only where some target has a neighbour.
        int[] asked = [.. Enumerable.Range(0, targets.Count).SelectMany(target => found.RowsOf(target, nearest).ToArray()).Distinct()];
        var logDensity = new double[synthetic.Count];
        foreach (var (row, log) in asked.Zip(population.LogAt(synthetic.Take(asked), cancel)))
            logDensity[row] = log;

        var n = (double)setting.KnownRows.Count;
        var (roundTargets, roundSynthetic) = (population.Round(targets), population.Round(synthetic));
        var scores = new double[targets.Count];
        for (var target = 0; target < scores.Length; target++)
        {
            foreach (var row in found.RowsOf(target, nearest))
            {
                var logShare = population.LogKernel(roundTargets, target, roundSynthetic, row) - logDensity[row];
                scores[target] += LogSum(Math.Log(n), logShare) - Math.Log(n + 1);
            }
        }

        return scores;
    }

    // log(e^a + e^b); where f0(s) is next to nothing, e^b is beyond any number.
    private static double LogSum(double a, double b) => Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));
}
