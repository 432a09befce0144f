namespace SafeSynth.Data;

/// <summary>The texts by which a column spells true and false, where its field names them.</summary>
/// <param name="True">At least one text; the first is the one that is written, unless the source's usual spelling is among them.</param>
/// <param name="False">The same for false; none of them stands for true.</param>
internal sealed record BooleanWords(IReadOnlyList<string> True, IReadOnlyList<string> False)
{
    private static readonly string[] DefaultTrue = ["true", "True", "TRUE", "1"], DefaultFalse = ["false", "False", "FALSE", "0"];

    /// <summary>The words of a field, those it leaves out being Table Schema's own; null where it names none.</summary>
    public static BooleanWords? Of(Field field)
    {
        var (ofTrue, ofFalse) = (field.TrueValues ?? [], field.FalseValues ?? []);
        return field.Type != FieldType.Boolean || ofTrue.Count + ofFalse.Count == 0
            ? null : new BooleanWords(ofTrue.Count > 0 ? ofTrue : DefaultTrue, ofFalse.Count > 0 ? ofFalse : DefaultFalse);
    }

    /// <summary>The truth value of a cell: by its text, or by its type where it is a .NET Boolean.</summary>
    public bool TryRead(Cell cell, out bool value) =>
        TryRead(cell.Text, out value) || (cell.Form == CellForm.NativeBoolean && cell.TryGetBoolean(out value));

    public bool TryRead(string text, out bool value)
    {
        value = True.Contains(text);
        return value || False.Contains(text);
    }

    /// <summary>The word for a truth value, in the source's usual spelling if that is one of the words.</summary>
    public string Spell(bool value, CellForm form)
    {
        var words = value ? True : False;
        var usual = Spelling.OfBoolean(value, form);
        return words.Contains(usual) ? usual : words[0];
    }
}
