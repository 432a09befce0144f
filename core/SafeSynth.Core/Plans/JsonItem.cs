using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace SafeSynth.Plans;

/// <summary>One value of a <see cref="JsonFile"/>, which knows where it stands.</summary>
internal sealed class JsonItem
{
    private readonly JsonFile _file;
    private readonly int _offset;
    private readonly JsonValueKind _kind;
    private readonly string _text = "";
    private readonly IReadOnlyList<JsonItem> _items = [];
    private readonly IReadOnlyList<JsonMember> _members = [];

    public JsonItem(JsonFile file, int offset, JsonValueKind kind, string text) =>
        (_file, _offset, _kind, _text) = (file, offset, kind, text);

    public JsonItem(JsonFile file, int offset, IReadOnlyList<JsonItem> items) =>
        (_file, _offset, _kind, _items) = (file, offset, JsonValueKind.Array, items);

    public JsonItem(JsonFile file, int offset, IReadOnlyList<JsonMember> members) =>
        (_file, _offset, _kind, _members) = (file, offset, JsonValueKind.Object, members);

    public bool IsNull => _kind == JsonValueKind.Null;

    public bool IsText => _kind == JsonValueKind.String;

    public bool IsList => _kind == JsonValueKind.Array;

    public bool IsObject => _kind == JsonValueKind.Object;

    /// <summary>The text of a string.</summary>
    public string AsText() => IsText ? _text : throw Fault("a text in quotes is expected here.");

    /// <summary>The text of a string; a number, true or false exactly as it is written.</summary>
    public string AsWritten() => _kind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
        ? _text : throw Fault("a text, a number, true or false is expected here.");

    public bool AsBoolean() => _kind is JsonValueKind.True or JsonValueKind.False
        ? _kind == JsonValueKind.True : throw Fault("true or false is expected here.");

    /// <summary>The nearest double; infinite where the number is beyond all of them.</summary>
    public double AsNumber() => _kind == JsonValueKind.Number
        ? double.Parse(_text, CultureInfo.InvariantCulture) : throw Fault("a number is expected here.");

    /// <summary>A whole number of the type, written without point or exponent.</summary>
    public T AsWhole<T>() where T : IMinMaxValue<T>, INumberBase<T> =>
        _kind == JsonValueKind.Number && T.TryParse(_text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole : throw Fault($"a whole number from {T.MinValue} to {T.MaxValue} is expected here.");

    /// <summary>The value that one of a few words stands for.</summary>
    public T AsOneOf<T>(params ReadOnlySpan<(string Word, T Value)> choices)
    {
        foreach (var (word, value) in choices)
        {
            if (IsText && _text == word)
                return value;
        }

        throw Fault($"one of these is expected here: {string.Join(", ", choices.ToArray().Select(choice => $"\"{choice.Word}\""))}.");
    }

    public IReadOnlyList<JsonItem> AsList() => IsList ? _items : throw Fault("a list in [ ] is expected here.");

    /// <summary>A list, or a single value as a list of its own.</summary>
    public IReadOnlyList<JsonItem> AsListOrOne() => IsList ? _items : [this];

    /// <summary>The members of an object, all of which must be known.</summary>
    public JsonMembers AsMembers(params IReadOnlyList<string> known)
    {
        if (!IsObject)
            throw Fault("an object in { } is expected here.");
        foreach (var member in _members)
        {
            if (!known.Contains(member.Name))
                throw _file.Fault(member.Offset, $"the member '{member.Name}' is unknown. Known here: {string.Join(", ", known)}.");
        }

        return new JsonMembers(this, _members);
    }

    /// <summary>The members of an object that may have any names.</summary>
    public IReadOnlyList<(string Name, JsonItem Value)> AsEntries() =>
        IsObject ? [.. _members.Select(member => (member.Name, member.Value))] : throw Fault("an object in { } is expected here.");

    public MalformedFileException Fault(string reason) => _file.Fault(_offset, reason);
}

/// <summary>A member of an object as it is written; <paramref name="Offset"/> is where its name begins.</summary>
internal readonly record struct JsonMember(string Name, int Offset, JsonItem Value);

/// <summary>The members of an object. One that is null counts as left out.</summary>
internal sealed class JsonMembers(JsonItem owner, IReadOnlyList<JsonMember> members)
{
    /// <summary>The member's value, or null where it is left out.</summary>
    public JsonItem? this[string name] => members.FirstOrDefault(member => member.Name == name && !member.Value.IsNull).Value;

    /// <exception cref="MalformedFileException">SS0112: the member is left out.</exception>
    public JsonItem Required(string name) => this[name] ?? throw owner.Fault($"the member '{name}' is missing from this object.");
}
