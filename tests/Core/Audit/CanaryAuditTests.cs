using SafeSynth.Audit;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

/// <summary>Canaries in made-up texts. Seeds are fixed; a bound above the truth has a chance of 5 % over seeds.</summary>
public sealed class CanaryAuditTests
{
    private static readonly Guarantee Claimed = new(1, 1e-5);

    [Fact]
    public void A_release_of_copies_shows_an_epsilon_far_above_1_and_refutes_it()
    {
        var report = CanaryAudit.Run(Claimed, canaries: 500, (texts, _) => OwnerTable.Read(texts).TextsOf("text"), seed: 1);

        Assert.Equal(["OneRun", "FdpOneRun"], report.Bounds.Select(bound => bound.Name));
        Assert.All(report.Bounds, bound => Assert.True(bound.Epsilon > 2.5, $"{bound}"));
        Assert.True(report.Refutes(Claim.Of(Claimed).Curve, error: 0.001));

        // A claim with a delta above the error may fail altogether more often than that.
        Assert.False(report.Refutes(Claim.Of(Claimed).Curve, ClaimGate.BugLevel));
        Assert.True(report.Refutes(Claim.Of(new Guarantee(1, 1e-9)).Curve, ClaimGate.BugLevel));
    }

    [Fact]
    public void Copies_of_some_texts_show_less()
    {
        var report = CanaryAudit.Run(
            Claimed, canaries: 400, (texts, random) => [.. OwnerTable.Read(texts).TextsOf("text").Where(_ => random.Next(4) == 0)], seed: 1);

        Assert.InRange(report.Bounds[0].Epsilon, 1, report.Bounds[0].Cap);
    }

    [Fact]
    public void NGram_keeps_its_claim_before_canaries_and_texts_made_without_any_show_nothing()
    {
        var kept = CanaryAudit.Run("NGram", Claimed, canaries: 200, seed: 1);
        var blind = CanaryAudit.Run(
            Claimed, canaries: 200, (_, random) => [.. Enumerable.Range(0, 100).Select(_ => $"the printer {random.Next(10)}")], seed: 1);

        Assert.All(kept.Bounds, bound => Assert.InRange(bound.Epsilon, 0, 1));
        Assert.All(kept.Bounds, bound => Assert.InRange(bound.Cap, 2, 10));
        Assert.All(blind.Bounds, bound => Assert.Equal(0, bound.Epsilon));
        Assert.False(kept.Refutes(Claim.Of(Claimed).Curve, ClaimGate.BugLevel));
    }
}
