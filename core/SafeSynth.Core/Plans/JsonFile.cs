using System.Text;
using System.Text.Json;

namespace SafeSynth.Plans;

/// <summary>A JSON text that people write, read strictly: RFC 8259 and no member twice. Every fault says its line and column.</summary>
internal sealed class JsonFile
{
    private readonly string _what, _path;
    private readonly byte[] _utf8;

    private JsonFile(string what, string path, string json) => (_what, _path, _utf8) = (what, path, Encoding.UTF8.GetBytes(json));

    /// <summary>The text of a file in UTF-8, or in another Unicode encoding that it names by a byte order mark.</summary>
    /// <param name="what">What the file is, in a word: plan, schema.</param>
    /// <param name="path">Where it is.</param>
    /// <exception cref="SafeSynthException">SS0121: the file is not there, may not be read, or is not Unicode.</exception>
    public static string TextOf(string what, string path)
    {
        try
        {
            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            throw PlanFault.Unreadable(what, path, "it is not encoded in UTF-8");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw PlanFault.Unreadable(what, path, fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>The one value that the text holds.</summary>
    /// <exception cref="MalformedFileException">SS0112: the text is not JSON, or an object has a member twice.</exception>
    public static JsonItem Parse(string what, string path, string json)
    {
        var file = new JsonFile(what, path, json);
        var reader = new Utf8JsonReader(file._utf8);
        try
        {
            reader.Read();
            var root = file.ItemAt(ref reader);
            reader.Read();   // refuses what follows
            return root;
        }
        catch (JsonException fault)
        {
            var offset = file.OffsetOf(fault);
            throw file.Fault(offset, file.WhatIsWrongAt(offset));
        }
    }

    /// <summary>What is wrong at a byte of the text.</summary>
    public MalformedFileException Fault(int offset, string reason)
    {
        var before = _utf8.AsSpan(0, offset);
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new MalformedFileException(_what, _path, line, column, reason);
    }

    private JsonItem ItemAt(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new JsonItem(this, offset, MembersAt(ref reader)),
            JsonTokenType.StartArray => new JsonItem(this, offset, ItemsAt(ref reader)),
            JsonTokenType.String => new JsonItem(this, offset, JsonValueKind.String, TextAt(ref reader)),
            JsonTokenType.Number => new JsonItem(this, offset, JsonValueKind.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => new JsonItem(this, offset, JsonValueKind.True, "true"),
            JsonTokenType.False => new JsonItem(this, offset, JsonValueKind.False, "false"),
            _ => new JsonItem(this, offset, JsonValueKind.Null, ""),
        };
    }

    private List<JsonMember> MembersAt(ref Utf8JsonReader reader)
    {
        var members = new List<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var offset = (int)reader.TokenStartIndex;
            var name = TextAt(ref reader);
            if (!names.Add(name))
                throw Fault(offset, $"the member '{name}' comes twice. Remove one.");
            reader.Read();
            members.Add(new JsonMember(name, offset, ItemAt(ref reader)));
        }

        return members;
    }

    private List<JsonItem> ItemsAt(ref Utf8JsonReader reader)
    {
        var items = new List<JsonItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ItemAt(ref reader));
        return items;
    }

    private string TextAt(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault((int)reader.TokenStartIndex, "the text holds half of a surrogate pair.");
        }
    }

    private string WhatIsWrongAt(int offset)
    {
        if (offset == _utf8.Length)
            return "the text ends before its JSON does.";
        var found = Encoding.UTF8.GetString(_utf8.AsSpan(offset))[0];
        return found switch
        {
            '}' or ']' when _utf8.AsSpan(0, offset).TrimEnd(" \t\r\n"u8) is [.., (byte)','] => $"remove the comma before this {found}.",
            '/' => "JSON has no comments.",
            '\'' => "JSON has double quotes only.",
            < ' ' => "a text in quotes must not hold line breaks or other control characters.",
            _ => $"JSON does not allow {found} here.",
        };
    }

    private int OffsetOf(JsonException fault)
    {
        var start = 0;
        for (var line = fault.LineNumber; line > 0; line--)
            start += _utf8.AsSpan(start).IndexOf((byte)'\n') + 1;
        return Math.Min(start + (int)(fault.BytePositionInLine ?? 0), _utf8.Length);
    }
}
