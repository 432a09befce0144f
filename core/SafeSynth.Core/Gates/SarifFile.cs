using System.Text.Json;
using SafeSynth.Reports;

namespace SafeSynth.Gates;

/// <summary>
/// Verdicts in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0): gates are rules, a Pass is a result of kind "pass".
/// </summary>
/// <remarks>It holds what <see cref="GateResult"/> holds, so nothing that is for the owner alone.</remarks>
public static class SarifFile
{
    /// <summary>Writes the verdicts; the stream stays open.</summary>
    public static void Write(IReadOnlyList<GateResult> results, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, ReadableJson.Options);
        json.WriteStartObject();
        json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json);
        json.WriteStartArray("results");
        foreach (var result in results)
            WriteResult(json, result);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "SafeSynth");
        json.WriteString("version", typeof(SarifFile).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var gate in GateCatalog.All)
        {
            json.WriteStartObject();
            json.WriteString("id", gate.Name);
            WriteText(json, "shortDescription", gate.Summary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, GateResult result)
    {
        var (kind, level) = result.Verdict switch
        {
            Verdict.Pass => ("pass", "none"),
            Verdict.Fail => ("fail", "error"),
            _ => ("open", "none"),      // a level other than "none" goes with the kind "fail" only (section 3.27.10)
        };
        json.WriteStartObject();
        json.WriteString("ruleId", result.Gate);
        json.WriteString("kind", kind);
        json.WriteString("level", level);
        WriteText(json, "message", $"{result.Subject}: {result}");
        WriteLocation(json, result.Subject);
        json.WriteEndObject();
    }

    // Code scanning services leave out results that are nowhere. What was judged is known by its public name alone, and as a whole: hence
    // its first line.
    private static void WriteLocation(Utf8JsonWriter json, string subject)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(subject));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
