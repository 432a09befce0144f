using SafeSynth.Tests.Attacks;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class TextFrontierTests
{
    /// <summary>
    /// Of P = (1, 0) and Q = (1 - t, t) both divergences from mixtures have simple forms, summed here over a finer frontier.
    /// </summary>
    [Fact]
    public void Its_area_is_that_under_the_frontier()
    {
        const double T = 0.3;
        List<(double X, double Y)> points = [(0, 1)];
        for (var step = 1; step < 100_000; step++)
        {
            // R = (1 - s, s) with s = (1 - lambda) t, lambda the share of P.
            var s = (1 - (step / 100_000.0)) * T;
            points.Add((Math.Exp(-5 * (((1 - T) * Math.Log((1 - T) / (1 - s))) + (T * Math.Log(T / s)))), Math.Exp(-5 * -Math.Log(1 - s))));
        }

        points = [.. points.OrderBy(point => point.X), (1, 0)];
        var area = points.Zip(points.Skip(1), (one, next) => (next.X - one.X) * (one.Y + next.Y) / 2).Sum();

        Assert.Equal(area, TextFrontier.Area([1, 0], [1 - T, T]), 0.02);
        Assert.Equal(1, TextFrontier.Area([0.5, 0.5], [0.5, 0.5]), 0.001);
        Assert.InRange(TextFrontier.Area([1, 0], [0, 1]), 0, 0.05);
    }

    [Fact]
    public void Texts_alike_are_near_1_texts_apart_near_0_and_a_half_in_between()
    {
        string[] real = MadeTextSetting.Texts(400, seed: 1), alike = MadeTextSetting.Texts(400, seed: 2);
        string[] apart = [.. alike.Select(text => text.Replace('w', 'v'))];

        double Of(string[] released) => MadeLabelledTexts.Figure(new TextFrontier(), MadeLabelledTexts.Setting(released, real));
        var (same, half, other) = (Of(alike), Of([.. alike[..200], .. apart[..200]]), Of(apart));

        Assert.True(same > 0.8 && half < same - 0.1 && other < half - 0.1 && other < 0.2, $"{same} {half} {other}");
        Assert.Equal(same, Of(alike));
    }
}
