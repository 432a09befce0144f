using System.Text.Json.Nodes;
using SafeSynth.Noise;

namespace SafeSynth.Reports.Sections;

/// <summary>What is promised, in words, with the best that any attack can do under it.</summary>
internal sealed class GuaranteeSection : IReportSection
{
    private static readonly double[] FalseAlarms = [0.001, 0.01, 0.05, 0.1];

    public string Name => "promise";

    public ReportPart? ForAll(PublicEvidence evidence)
    {
        if (evidence.Run is not { } run)
            return null;
        var figures = new JsonObject
        {
            ["epsilon"] = run.Guarantee.Epsilon,
            ["delta"] = run.Guarantee.Delta,
            ["neighbors"] = GuaranteeInWords.NeighborsOf(run.Guarantee),
            ["unit"] = run.Guarantee.Unit.ToString(),
            ["noise"] = run.Noise.ToString().ToLowerInvariant(),
            ["holds"] = evidence.Claim is not null,
        };
        if (evidence.Claim is null && !run.Noise.IsVoid())
            return new ReportPart("Nothing is promised", Unsound, figures);

        figures["areaCeiling"] = evidence.Claim?.AreaCeiling();
        figures["ceiling"] = evidence.Claim is { } claim
            ? new JsonArray([.. FalseAlarms.Select(rate => new JsonObject { ["falseAlarms"] = rate, ["found"] = claim.TruePositiveCeiling(rate) })]) : null;
        return new ReportPart(PromiseSection.TitleOf(run), PromiseSection.BodyOf(run), figures);
    }

    private static Html Unsound => $"""<p class="promise">The certificate does not hold, see below: what it claims does not follow from what it says was done.</p>""";
}
