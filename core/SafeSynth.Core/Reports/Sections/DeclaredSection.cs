using System.Text.Json.Nodes;

namespace SafeSynth.Reports.Sections;

/// <summary>What was taken as public: neither paid for nor protected.</summary>
internal sealed class DeclaredSection : IReportSection
{
    public string Name => "public";

    public ReportPart? ForAll(PublicEvidence evidence) => evidence.Run is not { } run ? null : new ReportPart(
        PublicSection.Title, PublicSection.BodyOf(run), new JsonArray([.. run.DeclaredPublic.Select(declared => JsonValue.Create(declared))]));
}
