using MathNet.Numerics.Distributions;
using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class RocConfidenceTests
{
    private const int Members = 150, Others = 250, Runs = 400;

    private static readonly double[] Rates = [0.001, 0.002, 0.003, .. Enumerable.Range(1, 199).Select(i => i / 200.0)];

    /// <remarks>
    /// An attack whose members are shifted by one deviation has the curve Phi(Phi^-1(a) + 1). 400 releases, fixed seed; were the chance of
    /// a failing band 5 %, more than 44 of them would be a false alarm of 10^-6. The bounds are cautious, so about 8 are expected.
    /// </remarks>
    [Theory]
    [InlineData(1000.0)]
    [InlineData(2.0)]   // scores so coarse that most are equal: the curve that breaks ties at random is between its thresholds
    public void A_band_holds_the_whole_true_curve_in_95_of_100_releases(double grains)
    {
        var (random, expected) = (new SampleRandom(seed: 12), True(shift: 1, grains));
        var failed = 0;
        for (var run = 0; run < Runs; run++)
        {
            var confidence = new RocConfidence(Curve(random, shift: 1, grains));
            failed += Rates.Zip(expected).All(point => confidence.At(point.First) is var (low, high) && low <= point.Second && point.Second <= high) ? 0 : 1;
        }

        Assert.InRange(failed, 0, 44);
    }

    [Fact]
    public void A_band_is_narrow_enough_to_tell_a_leak_from_guessing()
    {
        var confidence = new RocConfidence(Curve(new SampleRandom(seed: 3), shift: 2, grains: 1000));

        // True are 76 % and 88 %.
        Assert.InRange(confidence.At(0.1).Low, 0.2, 0.76);
        Assert.InRange(confidence.At(0.2).Low, 0.5, 0.88);
    }

    [Fact]
    public void What_an_attack_found_lies_in_its_band()
    {
        foreach (var grains in new[] { 1.0, 3.0, 1000.0 })
        {
            var curve = Curve(new SampleRandom(seed: 5), shift: 1, grains);
            var confidence = new RocConfidence(curve);
            Assert.All(Rates, rate => Assert.InRange(curve.TruePositiveRate(rate), confidence.At(rate).Low, confidence.At(rate).High));
        }
    }

    /// <remarks>400 releases, fixed seed; with a coverage of 95 % more than 44 misses are a false alarm of 10^-6.</remarks>
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void The_interval_of_an_area_holds_the_true_one_in_95_of_100_releases(double shift)
    {
        var random = new SampleRandom(seed: 8);
        var area = Normal.CDF(0, 1, shift / Math.Sqrt(2));
        var missed = Enumerable.Range(0, Runs)
            .Count(_ => new RocConfidence(Curve(random, shift, grains: 1000)).Area is var (low, high) && (area < low || area > high));

        Assert.InRange(missed, 0, 44);
    }

    [Fact]
    public void A_perfect_attack_on_a_few_is_no_certainty()
    {
        var confidence = new RocConfidence(new RocCurve([3, 2, 1, 0], [true, true, false, false]));

        Assert.True(confidence.Area is ( < 0.5, 1));
        Assert.Equal((0, 1), confidence.At(0.5));
    }

    private static RocCurve Curve(SampleRandom random, double shift, double grains)
    {
        bool[] isMember = [.. Enumerable.Range(0, Members + Others).Select(i => i < Members)];
        double[] scores = [.. isMember.Select(member => Math.Floor(Normal.InvCDF(member ? shift : 0, 1, random.NextDouble()) * grains) / grains)];
        return new RocCurve(scores, isMember);
    }

    /// <summary>
    /// The rates of true positives at <see cref="Rates"/>: straight lines between thresholds, where equal scores alarm in random order.
    /// </summary>
    private static double[] True(double shift, double grains)
    {
        (double False, double True)[] points =
        [
            (0, 0), .. Enumerable.Range(0, (int)(12 * grains)).Select(i => 8 - (i / grains))
                .Select(t => (Normal.CDF(0, 1, -t), Normal.CDF(0, 1, shift - t))), (1, 1),
        ];
        return Array.ConvertAll(Rates, rate =>
        {
            var next = Array.FindIndex(points, point => point.False >= rate);
            var (from, to) = (points[next - 1], points[next]);
            return from.True + ((rate - from.False) / (to.False - from.False) * (to.True - from.True));
        });
    }
}
