using System.Text.Json;
using System.Text.Json.Nodes;

namespace SafeSynth.Tests.Ollama;

/// <summary>A JSON value that follows a JSON Schema; what it holds of texts, a model writes.</summary>
/// <remarks>
/// Of the schema it reads const, enum, anyOf, type, properties, items, minItems, maxItems, minimum, maximum and maxLength, as constrained
/// decoding does.
/// </remarks>
internal sealed class SchemaAnswer(Random random, Func<string> text)
{
    public JsonNode? For(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return text();
        if (schema.TryGetProperty("const", out var constant))
            return JsonNode.Parse(constant.GetRawText());
        if (schema.TryGetProperty("enum", out var values))
            return JsonNode.Parse(values[random.Next(values.GetArrayLength())].GetRawText());
        if (schema.TryGetProperty("anyOf", out var choices))
            return For(choices[random.Next(choices.GetArrayLength())]);
        return TypeOf(schema) switch
        {
            "object" => Object(schema),
            "array" => Array(schema),
            "integer" => random.NextInt64((long)Bound(schema, "minimum", 0), (long)Bound(schema, "maximum", 100) + 1),
            "number" => Bound(schema, "minimum", 0) + (random.NextDouble() * (Bound(schema, "maximum", 100) - Bound(schema, "minimum", 0))),
            "boolean" => random.Next(2) == 1,
            "null" => null,
            _ => Cut(text(), (int)Bound(schema, "maxLength", int.MaxValue)),
        };
    }

    private JsonObject Object(JsonElement schema)
    {
        var made = new JsonObject();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
                made[property.Name] = For(property.Value);
        }

        return made;
    }

    private JsonArray Array(JsonElement schema)
    {
        var least = (int)Bound(schema, "minItems", 1);
        var items = schema.TryGetProperty("items", out var item) ? item : default;
        return [.. Enumerable.Range(0, random.Next(least, (int)Bound(schema, "maxItems", least + 2) + 1)).Select(_ => For(items))];
    }

    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? schema.TryGetProperty("properties", out _) ? "object" : "string"
        : type.ValueKind == JsonValueKind.Array ? type[0].GetString()! : type.GetString()!;

    private static double Bound(JsonElement schema, string name, double otherwise) =>
        schema.TryGetProperty(name, out var bound) ? bound.GetDouble() : otherwise;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
