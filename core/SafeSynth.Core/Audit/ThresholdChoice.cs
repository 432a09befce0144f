using SafeSynth.Marginals;

namespace SafeSynth.Audit;

/// <summary>How the threshold of a test is chosen, so that choosing costs no confidence.</summary>
public abstract record ThresholdChoice
{
    // Finer towards both ends, where curves are steep. Fixed, so that their number is known beforehand.
    private static readonly double[] Halvings = [.. Enumerable.Range(3, 8).Select(k => Math.ScaleB(1, -k))];

    private static readonly double[] Shares =
        [.. Enumerable.Range(1, 15).Select(k => k / 16.0).Concat(Halvings).Concat(Halvings.Select(share => 1 - share)).Distinct().Order()];

    private protected ThresholdChoice()
    {
    }

    /// <summary>What the alarms of the chosen test say at least.</summary>
    /// <param name="scores">The canaries.</param>
    /// <param name="bound">What alarms say, but with a given chance; larger is better.</param>
    /// <param name="error">The chance that the result is above the truth.</param>
    public abstract double AtLeast(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error);

    /// <summary>What they would say if the attack were never wrong.</summary>
    public abstract double Cap(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error);

    /// <summary>No more than so many <see cref="Quantiles"/> are ever given.</summary>
    internal static int MostQuantiles => Shares.Length + 1;

    /// <summary>
    /// For each of the shares, a number below which about that share of the scores lies, itself below the score that comes next; and the
    /// least score.
    /// </summary>
    internal static IReadOnlyList<double> Quantiles(IEnumerable<double> scores)
    {
        double[] sorted = [.. scores.Order()];
        return [.. Shares.Select(share => Math.BitDecrement(sorted[(int)(share * sorted.Length)])).Append(sorted[0]).Distinct()];
    }

    /// <summary>A part of the canaries, drawn at random, chooses; the others are tested.</summary>
    /// <param name="Share">Of the first part.</param>
    /// <param name="Seed">Draws it.</param>
    public sealed record Split(double Share = 0.1, ulong Seed = 1) : ThresholdChoice
    {
        public override double AtLeast(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error)
        {
            var (pilot, main) = scores.Parts(Share, new SampleRandom(Seed));
            var thresholds = Quantiles(pilot.In.Concat(pilot.Out));

            // Many tests compete: a strict error rate keeps out those that were merely lucky. Where none passes it, the rates themselves
            // have to do.
            var promising = thresholds.MaxBy(threshold => (bound(pilot.Above(threshold), error / thresholds.Count), Lead(pilot.Above(threshold))));
            return bound(main.Above(promising), error);
        }

        public override double Cap(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error) =>
            bound(scores.Parts(Share, new SampleRandom(Seed)).Main.Above(0).Perfect, error);

        private static double Lead(AlarmCounts counts) => ((double)counts.InAlarmed / counts.In) - ((double)counts.OutAlarmed / counts.Out);
    }

    /// <summary>A fixed number of tests, the best of them at an error divided by their number.</summary>
    /// <remarks>
    /// Thresholds are scores of a fixed rank. For guesses (<see cref="OneRun"/>, <see cref="FdpOneRun"/>) it is a rank among all scores,
    /// hence a function of the release. For rates it is a rank among the scores of canaries that were not in: the chance that another one
    /// exceeds the k-th largest of n independent ones is distributed as the (k, n - k + 1) beta distribution at most, whose quantile is the
    /// Clopper-Pearson bound of k - 1 in n; those that were in are independent of it. Dividing by the number of thresholds that a look at
    /// the scores has left over would not do.
    /// </remarks>
    /// <param name="NeedsSeparateRuns">Whether the bound is one of rates.</param>
    public sealed record Bonferroni(bool NeedsSeparateRuns) : ThresholdChoice
    {
        public override double AtLeast(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error)
        {
            double[] ranked = [.. (NeedsSeparateRuns ? scores.Out : scores.In.Concat(scores.Out)).Order()];
            return Shares.Max(share =>
            {
                var place = (int)(share * ranked.Length);
                var counts = scores.Above(ranked[place]);
                return bound(NeedsSeparateRuns ? counts with { OutAlarmed = ranked.Length - 1 - place } : counts, error / Shares.Length);
            });
        }

        public override double Cap(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error) =>
            bound(scores.Above(0).Perfect, error / Shares.Length);
    }

    /// <summary>The median of the bounds of many splits, each at half the error: less is left to the luck of one split.</summary>
    /// <remarks>
    /// Valid for whatever a <see cref="Split"/> is valid for. Where the median is above the truth, half of the splits are wrong; each is
    /// with chance error / 2 at most, so by Markov's inequality that has chance error at most (as in Meinshausen, Meier, Buehlmann 2009,
    /// theorem 3.1).
    /// </remarks>
    /// <param name="Times">How many splits; odd.</param>
    /// <param name="Share">Of the first part of each.</param>
    /// <param name="Seed">Draws them.</param>
    public sealed record MultiSplit(int Times = 25, double Share = 0.1, ulong Seed = 1) : ThresholdChoice
    {
        public override double AtLeast(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error) =>
            Enumerable.Range(0, Times).Select(time => new Split(Share, Seed + (ulong)time).AtLeast(scores, bound, error / 2)).Order().ElementAt(Times / 2);

        public override double Cap(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error) =>
            new Split(Share, Seed).Cap(scores, bound, error / 2);
    }
}
