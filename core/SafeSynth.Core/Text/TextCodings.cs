using SafeSynth.Data;

namespace SafeSynth.Texts;

/// <summary>How long a text is: the range of its number of words.</summary>
internal sealed class LengthCoding(string column) : Coding(column)
{
    public override int Size => LengthScale.Count;

    public override string Description => $"the length of {Column}";

    internal override string Identity => Description;

    internal override int CodeOf(Cell cell) => LengthScale.RangeOf(Tokenizer.WordsOf(cell.Text).Count);
}

/// <summary>Which part of a text's words are stop words, in eighths, rounded; the last code is that of texts without words.</summary>
internal sealed class StopShareCoding(string column, WordList stopWords) : Coding(column)
{
    public const int Parts = 8;

    public override int Size => Parts + 2;

    public override string Description => $"the share of stop words in {Column}";

    internal override string Identity => $"{Description} {stopWords.Hash}";

    internal override int CodeOf(Cell cell)
    {
        var words = Tokenizer.WordsOf(cell.Text);
        return words.Count == 0 ? Parts + 1 : ((2 * Parts * words.Count(stopWords.Contains)) + words.Count) / (2 * words.Count);
    }
}

/// <summary>The label of a text: the code that models see of it; the last code is that of texts without one.</summary>
internal sealed class LabelCoding(ModelledColumn label) : Coding(label.Name)
{
    /// <summary>The number of labels.</summary>
    public int Labels => label.Size;

    public override int Size => Labels + 1;

    public override string Description => $"{Column} ({Labels} values)";

    internal override string Identity => $"labels of {label.Identity}";

    internal override int CodeOf(Cell cell) =>
        label.Domain.Encode(cell, label.Faults) is var code && code == Domain.Fault ? Labels : label.ModelCodeOf(code);
}
