using SafeSynth.Audit;

namespace SafeSynth.Tests.Audit;

/// <summary>
/// The setting of jax_privacy's own figures: quantiles of N(mu, 1) and N(0, 1) as scores, 10^4 each, alpha .05 and delta 1e-6.
/// </summary>
/// <remarks>
/// There, alpha is divided by the number of thresholds that are left after those are dropped that lie below the convex hull of the counts.
/// That number depends on the scores, so it is no Bonferroni correction (<see cref="ThresholdChoice.Bonferroni"/> is one), but the figures
/// are made with it.
/// </remarks>
internal static class JaxPrivacy
{
    private const int Canaries = 10_000;

    public static double Bound(IEpsilonBound bound, double mu)
    {
        var scores = Scores.Even(mu, Canaries);
        var below = scores.In.Concat(scores.Out).Distinct().Order().Append(double.PositiveInfinity)
            .Select(threshold => scores.Above(Math.BitDecrement(threshold))).ToList();
        var hull = Hull(below);

        // The most precise first: few of the others can do better, and that is seen without a search.
        var best = 0.0;
        foreach (var counts in hull.Where(counts => counts.InAlarmed > 0).OrderByDescending(counts => (double)counts.InAlarmed / (counts.InAlarmed + counts.OutAlarmed)))
        {
            if ((double)counts.InAlarmed / (counts.InAlarmed + counts.OutAlarmed) > 1 / (1 + Math.Exp(-best)))
                best = Math.Max(best, bound.AtLeast(counts, 1e-6, 0.05 / hull.Count));
        }

        return best;
    }

    // Removes points below the line between their neighbours, all at once, until none is left.
    private static List<AlarmCounts> Hull(List<AlarmCounts> points)
    {
        while (true)
        {
            var kept = points.Where((_, i) => i == 0 || i == points.Count - 1 || Turn(points[i - 1], points[i], points[i + 1]) > 0).ToList();
            if (kept.Count == points.Count)
                return kept;
            points = kept;
        }
    }

    // In coordinates of missed canaries, to the right, and rejected others, upwards.
    private static long Turn(AlarmCounts a, AlarmCounts b, AlarmCounts c)
    {
        static (long X, long Y) Of(AlarmCounts one) => (one.In - one.InAlarmed, one.Out - one.OutAlarmed);

        var ((ax, ay), (bx, by), (cx, cy)) = (Of(a), Of(b), Of(c));
        return ((by - ay) * (cx - bx)) - ((cy - by) * (bx - ax));
    }
}
