using System.Text.Encodings.Web;
using System.Text.Json;

namespace SafeSynth.Reports;

/// <summary>How JSON is written that people read, too: indented, and the same on every system.</summary>
internal static class ReadableJson
{
    public static JsonWriterOptions Options { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
