using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SafeSynth.Tests.Ollama;

/// <summary>What the server tells of a model.</summary>
internal static class ModelCard
{
    private const long Size = 4000;

    /// <summary>Its entry in /api/tags.</summary>
    public static JsonObject Tag(ServedModel model) => WithRemote(model, new JsonObject
    {
        ["name"] = model.FullName,
        ["model"] = model.FullName,
        ["modified_at"] = "2025-06-01T12:00:00.123456789+02:00",
        ["size"] = Size,
        ["digest"] = DigestOf(model),
        ["details"] = DetailsOf(model),
    });

    /// <summary>The answer of /api/show.</summary>
    public static JsonObject Shown(ServedModel model)
    {
        var told = new JsonObject
        {
            ["modelfile"] = $"FROM {model.Name}",
            ["parameters"] = "temperature 1",
            ["template"] = "{{ .Prompt }}",
            ["details"] = DetailsOf(model),
            ["model_info"] = new JsonObject { ["general.architecture"] = "toy", ["general.parameter_count"] = 1000, ["toy.context_length"] = 8192 },
        };
        if (model.Capabilities is { } capabilities)
            told["capabilities"] = new JsonArray([.. capabilities.Select(capability => (JsonNode)capability)]);
        return WithRemote(model, told);
    }

    /// <summary>The lines of /api/pull; null for a model that nobody has.</summary>
    public static IReadOnlyList<JsonObject> Download(ServedModel? model)
    {
        var manifest = new JsonObject { ["status"] = "pulling manifest" };
        if (model is null)
            return [manifest, new JsonObject { ["error"] = "pull model manifest: file does not exist" }];
        var digest = $"sha256:{DigestOf(model)}";
        return
        [
            manifest,
            .. new long?[] { null, Size / 4, Size / 2, Size }.Select(completed =>
            {
                var step = new JsonObject { ["status"] = $"pulling {digest[7..19]}", ["digest"] = digest, ["total"] = Size };
                if (completed is { } some) step["completed"] = some;
                return step;
            }),
            .. new[] { "verifying sha256 digest", "writing manifest", "removing any unused layers", "success" }.Select(status => new JsonObject { ["status"] = status }),
        ];
    }

    private static JsonObject WithRemote(ServedModel model, JsonObject told)
    {
        if (model.RemoteHost is { } host)
            (told["remote_model"], told["remote_host"]) = (model.Name.Split(':')[0], host);
        return told;
    }

    private static JsonObject DetailsOf(ServedModel model) => new()
    {
        ["parent_model"] = "",
        ["format"] = model.RemoteHost is null ? "gguf" : "",
        ["family"] = "toy",
        ["families"] = new JsonArray("toy"),
        ["parameter_size"] = "1K",
        ["quantization_level"] = "F32",
    };

    private static string DigestOf(ServedModel model) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model.FullName)));
}
