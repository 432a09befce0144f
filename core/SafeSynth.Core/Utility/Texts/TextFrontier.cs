using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>
/// How alike the distributions of released and of real texts are, both ways: texts that real ones never are, and real ones that released
/// texts never are.
/// </summary>
/// <remarks>
/// Texts become directions (<see cref="TextUtilitySetting.Embedder"/>), these the nearest of k centres (k-means over both together, Lloyd
/// 1982), so that the two sets become two histograms P and Q, half a count added to every cell. For every mixture R = lambda P + (1 -
/// lambda) Q the frontier has the point (exp(-c KL(Q | R)), exp(-c KL(P | R))), c = 5; its area, closed by the axes, is 1 for equal and 0
/// for separate distributions. Derived from Pillutla, Swayamdipta, Zellers, Thickstun, Welleck, Choi, Harchaoui 2021, "MAUVE: Measuring the
/// Gap Between Neural Text and Human Text Using Divergence Frontiers". Figures of other embedders, numbers of texts or centres cannot be
/// compared with it.
/// </remarks>
public sealed class TextFrontier : ITextMetric
{
    // A tenth as many centres as texts, as in the paper, within what takes seconds.
    private const int MostTexts = 2_000, TextsPerCentre = 10, MostCentres = 200, Rounds = 15, Mixtures = 100;

    private const double Scale = 5;

    public MetricInfo Info { get; } = new(
        "TextFrontier", "Area under the divergence frontier of released and real texts (like MAUVE): 1 for texts alike, 0 for texts apart.", Trains: false, "Pillutla et al. 2021");

    public IReadOnlyList<UtilityFigure> Measure(TextUtilitySetting setting, CancellationToken cancel)
    {
        var random = new SampleRandom(setting.Seed);
        var count = Math.Min(MostTexts, Math.Min(setting.Released.Count, setting.Real.Count));
        float[][] texts = [.. Embedded(setting.Released.Rows), .. Embedded(setting.Real.Rows)];
        var centres = Math.Clamp(texts.Length / TextsPerCentre, 2, MostCentres);
        var cells = Clusters(texts, centres, random, cancel);
        double[] Histogram(int[] of) =>
            Learners.Shares.Of([.. Enumerable.Range(0, centres).Select(cell => 0.5 + of.Count(one => one == cell))]);

        return [new UtilityFigure(Info.Name, Area(Histogram(cells[..count]), Histogram(cells[count..])), Better.Higher)];

        float[][] Embedded(TextRows rows)
        {
            int[] order = [.. Enumerable.Range(0, rows.Count)];
            random.Shuffle<int>(order);
            return [.. order[..count].AsParallel().AsOrdered().WithCancellation(cancel).Select(row => setting.Embedder.Embed(rows.Texts[row], cancel))];
        }
    }

    internal static double Area(double[] p, double[] q)
    {
        List<(double X, double Y)> points =
        [
            (0, 1),
            .. Enumerable.Range(1, Mixtures - 1).Select(step => step / (double)Mixtures).Select(lambda =>
            {
                double[] mixture = [.. p.Zip(q, (one, other) => (lambda * one) + ((1 - lambda) * other))];
                return (Math.Exp(-Scale * Divergence(q, mixture)), Math.Exp(-Scale * Divergence(p, mixture)));
            }).OrderBy(point => point.Item1),
            (1, 0),
        ];
        return points.Zip(points.Skip(1), (one, next) => (next.X - one.X) * (one.Y + next.Y) / 2).Sum();
    }

    private static double Divergence(double[] p, double[] q) => p.Zip(q, (one, other) => one == 0 ? 0 : one * Math.Log(one / other)).Sum();

    // On directions, so that the nearest centre is the one with the largest cosine; a centre that nobody is nearest to stays where it was.
    private static int[] Clusters(float[][] texts, int centres, SampleRandom random, CancellationToken cancel)
    {
        int[] order = [.. Enumerable.Range(0, texts.Length)];
        random.Shuffle<int>(order);
        float[][] middles = [.. order[..centres].Select(text => (float[])texts[text].Clone())];
        var cells = new int[texts.Length];
        for (var round = 0; round < Rounds; round++)
        {
            cells = Directions.Nearest(texts, middles, cancel).Of;
            var sums = middles.Select(middle => new double[middle.Length]).ToArray();
            for (var text = 0; text < texts.Length; text++)
            {
                for (var i = 0; i < texts[text].Length; i++)
                    sums[cells[text]][i] += texts[text][i];
            }

            for (var centre = 0; centre < centres; centre++)
            {
                var length = Math.Sqrt(sums[centre].Sum(sum => sum * sum));
                if (length > 0)
                    middles[centre] = Array.ConvertAll(sums[centre], sum => (float)(sum / length));
            }
        }

        return cells;
    }
}
