using System.Text.Json.Nodes;
using SafeSynth.Privacy;

namespace SafeSynth.Reports.Sections;

/// <summary>Every look at the private rows, and its price.</summary>
internal sealed class EventSection : IReportSection
{
    public string Name => "price";

    public ReportPart? ForAll(PublicEvidence evidence) => evidence.Run is not { } run ? null : new ReportPart(
        PriceSection.Title, PriceSection.BodyOf(run),
        new JsonObject
        {
            ["spent"] = Cost(run.Spent),
            ["limit"] = Cost(run.Cap.Cost),
            ["events"] = new JsonArray([.. run.Events.Select(look => new JsonObject
            {
                ["mechanism"] = look.Mechanism, ["parameters"] = look.Parameters, ["question"] = look.Question, ["cost"] = Cost(ZcdpAccountant.Price(look)),
            })]),
        });

    private static JsonObject Cost(ZcdpCost cost) => new() { ["rho"] = cost.Rho, ["delta"] = cost.Delta };
}
