using SafeSynth.Audit;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Privacy;
using SafeSynth.Tests.Audit;

namespace SafeSynth.Tests.Gates;

public sealed class GuaranteeGateTests
{
    private static readonly ReleaseCap Cap = ReleaseCap.Of(new Guarantee(1, 1e-9), 0, Composition.Gdp);

    private static readonly double Mu = Math.Sqrt(2 * Cap.Cost.Rho);

    [Theory]
    [InlineData(1, 50_000, Verdict.Pass)]
    [InlineData(1.05, 50_000, Verdict.Pass)]        // such a bug takes more fits
    [InlineData(1.25, 50_000, Verdict.Inconclusive)]
    [InlineData(2, 50_000, Verdict.Fail)]
    [InlineData(1, 2_000, Verdict.Inconclusive)]
    [InlineData(8, 2_000, Verdict.Fail)]
    public void A_breach_fails_and_a_pass_takes_enough_fits_to_see_half_the_noise(double times, int fits, Verdict expected)
    {
        var decision = new GuaranteeGate(together: 5).Decide(Report(times * Mu, blackMu: 0, fits));

        Assert.Equal(expected, decision.Result.Verdict);
        Assert.StartsWith($"{expected}: ", decision.Detail, StringComparison.Ordinal);
        Assert.Equal(expected == Verdict.Fail, decision.Detail.Contains("report a bug", StringComparison.Ordinal));
    }

    [Fact]
    public void Synthetic_rows_that_tell_too_much_are_a_breach_by_themselves() =>
        Assert.Equal(Verdict.Fail, new GuaranteeGate().Decide(Report(Mu, 3 * Mu, 50_000)).Result.Verdict);

    [Fact]
    public void As_many_fits_as_it_asks_for_are_enough()
    {
        var few = new GuaranteeGate().Decide(Report(Mu, 0, 2_000)).Detail;
        var needed = int.Parse(System.Text.RegularExpressions.Regex.Match(few, "take ([0-9,]+)").Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

        Assert.InRange(needed, 2_001, 100_000);
        Assert.Equal(Verdict.Pass, new GuaranteeGate().Decide(Report(Mu, 0, needed)).Result.Verdict);
    }

    private static GuaranteeReport Report(double whiteMu, double blackMu, int fits) => new(
        GeneratorCatalog.Default.Info, Cap, fits, HalfTheNoise: false, Scores.Even(whiteMu, fits), Scores.Even(blackMu, fits), new string('a', 64));
}
