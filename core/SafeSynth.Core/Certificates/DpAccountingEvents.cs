using System.Text.Json.Nodes;
using SafeSynth.Privacy;

namespace SafeSynth.Certificates;

/// <summary>
/// Events in the form in which the Python library dp_accounting takes them: the named tuples of its <c>DpEvent.to_named_tuple</c>, as JSON.
/// </summary>
/// <remarks>
/// Each has <c>module_name</c>, <c>class_name</c> and the fields of that class. Parameters are doubles there, so they are rounded against
/// ourselves: noise down, sensitivity up. What dp_accounting does not know goes in as what is proved of it (ZCDpEvent,
/// EpsilonDeltaDpEvent).
/// </remarks>
internal static class DpAccountingEvents
{
    private const string Module = "dp_accounting.dp_event";

    public static JsonObject Of(IEnumerable<PrivacyEvent> events) =>
        Event("ComposedDpEvent", ("events", new JsonArray([.. events.SelectMany(All)])));

    private static IEnumerable<JsonNode> All(PrivacyEvent spent) => spent switch
    {
        PartitionSelectionEvent e => [Gaussian(e.L2Squared, e.SigmaSquared), Event("EpsilonDeltaDpEvent", ("epsilon", 0.0), ("delta", e.Delta))],
        DiscreteGaussianEvent e => [Event(
            "DiscreteGaussianDpEvent",
            ("sigma", Math.BitDecrement(Math.Sqrt(e.SigmaSquared.ToDoubleDown()))), ("sensitivity", Math.BitIncrement(Math.Sqrt(e.L2Squared))), ("dimension", null))],
        RoundedGaussianEvent e => [Gaussian(e.L2Squared, e.SigmaSquared)],
        DiscreteLaplaceEvent e => [Event("DiscreteLaplaceDpEvent", ("noise_parameter", (1 / e.Scale).ToDoubleUp()), ("sensitivity", e.L1))],
        ExponentialEvent e => [Event("ExponentialMechanismDpEvent", ("epsilon", e.Epsilon.ToDoubleUp()))],
        PermuteAndFlipEvent e => [Event("PermuteAndFlipDpEvent", ("epsilon", e.Epsilon.ToDoubleUp()))],
        _ => ZeroConcentrated(ZcdpAccountant.Price(spent)),
    };

    private static JsonObject Gaussian(long l2Squared, Noise.Rational sigmaSquared) =>
        Event("GaussianDpEvent", ("noise_multiplier", Math.BitDecrement(Math.Sqrt((sigmaSquared / l2Squared).ToDoubleDown()))));

    private static IEnumerable<JsonNode> ZeroConcentrated(ZcdpCost price) =>
    [
        Event("ZCDpEvent", ("rho", price.Rho), ("xi", 0.0)),
        .. price.Delta == 0 ? [] : new[] { Event("EpsilonDeltaDpEvent", ("epsilon", 0.0), ("delta", price.Delta)) },
    ];

    private static JsonObject Event(string name, params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var written = new JsonObject { ["module_name"] = Module, ["class_name"] = name };
        foreach (var (field, value) in fields)
            written[field] = value;
        return written;
    }
}
