namespace SafeSynth.Data;

/// <summary>A listed set of values, in the list's order.</summary>
public sealed class CategoryDomain : Domain
{
    /// <summary>What a value outside a learned list is called in synthetic rows.</summary>
    public const string Other = "(other)";

    private readonly string[] _values;
    private readonly Dictionary<string, int> _codes;
    private readonly int _otherCode;

    /// <param name="type">The values' type.</param>
    /// <param name="values">The values as canonical text of the type; distinct.</param>
    /// <param name="form">How values are spelled.</param>
    /// <param name="nullable">Whether missing is a value.</param>
    /// <param name="hasOther">Whether a last value, <see cref="Other"/>, stands for all that are not listed.</param>
    public CategoryDomain(FieldType type, IEnumerable<string> values, CellForm form, bool nullable, bool hasOther)
        : base(type, form, nullable)
    {
        string[] listed = [.. values];
        _codes = listed.Select((value, code) => (value, code)).ToDictionary(pair => pair.value, pair => pair.code, StringComparer.Ordinal);
        _values = hasOther ? [.. listed, OtherThan(listed)] : listed;
        _otherCode = hasOther ? listed.Length : Fault;
        HasOther = hasOther;
    }

    public IReadOnlyList<string> Values => _values;

    public bool HasOther { get; }

    /// <summary>The column's own words for true and false, if it has any.</summary>
    internal BooleanWords? Words { get; init; }

    public override long Count => _values.Length;

    public override bool IsOrdered => Type != FieldType.String;

    public override string Summary => $"{_values.Length} values";

    internal override string Identity =>
        string.Join('\u001f', [$"{Type}", $"{Nullable}", $"{HasOther}", .. Words?.True ?? [], .. Words?.False ?? [], .. _values]);

    /// <summary>The code of a listed value, however it is spelled; below 0 where it is none.</summary>
    internal long CodeOf(string text) =>
        HasOther && text == _values[_otherCode] ? _otherCode
        : CanonicalText.TryOf(text, Type, Words, out var canonical) ? _codes.GetValueOrDefault(canonical, Fault) : Fault;

    internal override decimal MagnitudeOf(long code) => DeclaredDomain.ValueOf(_values[code], Type) ?? 0;

    private static string OtherThan(string[] listed)
    {
        var name = Other;
        while (listed.Contains(name))
            name = $"({name})";
        return name;
    }

    private protected override long CodeOf(Cell cell, bool clamp) =>
        CanonicalText.TryOf(cell, Type, Words, out var text) ? _codes.GetValueOrDefault(text, _otherCode) : _otherCode;

    private protected override string Spell(long code) =>
        Type == FieldType.Boolean ? SpellBoolean(_values[code] == CanonicalText.True) : _values[code];

    private string SpellBoolean(bool value) => Words?.Spell(value, Form) ?? Spelling.OfBoolean(value, Form);

    private protected override object NativeOf(long code) => CanonicalText.ToNative(_values[code], Type, Form);
}
