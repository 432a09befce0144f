using SafeSynth.Data;
using SafeSynth.Learners;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;

namespace SafeSynth.Texts;

/// <summary>What texts look like apart from their words.</summary>
/// <param name="Texts">The noisy number of texts that have a label, if labels are asked for; 0 or more.</param>
/// <param name="Labels">The share of each label; one share of 1 where texts have none.</param>
/// <param name="Lengths">For each label, the shares of the ranges of <see cref="LengthScale"/>.</param>
/// <param name="StopShare">The mean share of stop words among the words of a text.</param>
internal sealed record TextShape(double Texts, double[] Labels, double[][] Lengths, double StopShare)
{
    /// <summary>
    /// A range of lengths is kept where its count stands out from the noise by this many deviations: a text of a thousand words more is a
    /// large mistake.
    /// </summary>
    private const double StandsOut = 3;

    /// <summary>What about two texts in five words are in English prose, where noise leaves nothing.</summary>
    private const double UsualStopShare = 0.4;

    /// <summary>Spends a share of the budget on histograms of labels, of lengths, of both together and of shares of stop words.</summary>
    public static TextShape Measure(IPrivateData data, TextPlan plan, LabelCoding? labels, TextNoise noise, double share)
    {
        Coding[] codings = [new LengthCoding(plan.TextColumn), new StopShareCoding(plan.TextColumn, plan.StopWords), .. labels is null ? [] : new Coding[] { labels }];
        Clique[] cliques = labels is null ? [[0], [1]] : [[0], [1], [2], [0, 2]];
        var (noisy, deviation) = noise.Count(data, new MarginalQuery(codings, cliques), share);
        return Of(noisy[0], labels is null ? null : noisy[2], labels is null ? null : noisy[3], labels?.Labels, deviation) with { StopShare = MeanShare(noisy[1], deviation) };
    }

    /// <summary>Spends a share of the budget on histograms of labels, of lengths and of both together.</summary>
    public static TextShape MeasureLengths(IPrivateData data, TextPlan plan, LabelCoding? labels, TextNoise noise, double share)
    {
        Coding[] codings = [new LengthCoding(plan.TextColumn), .. labels is null ? [] : new Coding[] { labels }];
        Clique[] cliques = labels is null ? [[0]] : [[0], [1], [0, 1]];
        var (noisy, deviation) = noise.Count(data, new MarginalQuery(codings, cliques), share);
        return Of(noisy[0], labels is null ? null : noisy[1], labels is null ? null : noisy[2], labels?.Labels, deviation);
    }

    private static TextShape Of(double[] lengths, double[]? ofLabels, double[]? joint, int? labels, double deviation)
    {
        if (labels is not { } count)
            return new TextShape(Math.Max(0, lengths.Sum()), [1], [Kept(lengths, lengths, deviation)], UsualStopShare);
        var counts = ofLabels!.AsSpan(0, count).ToArray();
        var shares = SharesOf(counts);
        return new TextShape(Math.Max(0, counts.Sum()), shares, LengthsByLabel(lengths, joint!, shares, deviation), UsualStopShare);
    }

    private static double[][] LengthsByLabel(double[] lengths, double[] joint, double[] shares, double sigma)
    {
        // The joint counts have one more label, that of texts without one.
        var byRange = lengths.Select((count, range) =>
            ClassShrinkage.Of(joint.AsSpan(range * (shares.Length + 1), shares.Length), shares, Math.Max(count, 0), sigma)).ToList();
        return [.. shares.Select((_, label) => Kept([.. byRange.Select(counts => counts[label])], lengths, sigma))];
    }

    // The shares of the ranges that stand out among all texts; the largest one does in any case.
    private static double[] Kept(double[] counts, double[] all, double sigma)
    {
        var largest = all.Max();
        return SharesOf([.. counts.Zip(all, (count, total) => total > StandsOut * sigma || total == largest ? count : 0)]);
    }

    private static double[] SharesOf(double[] counts) => Shares.Of(Array.ConvertAll(counts, count => Math.Max(0, count)));

    private static double MeanShare(double[] counts, double sigma)
    {
        var kept = Array.ConvertAll(counts[..(StopShareCoding.Parts + 1)], count => count > sigma ? count : 0);
        return kept.Sum() == 0 ? UsualStopShare : kept.Select((count, part) => count * part).Sum() / (StopShareCoding.Parts * kept.Sum());
    }
}
