using static SafeSynth.Data.CellForm;

namespace SafeSynth.Data;

/// <summary>Recognises the form of a text. One pass for numbers; the first byte decides for most other texts.</summary>
internal static class CellSyntax
{
    /// <summary>The one form of a text; pooled forms leave the payload to the pool.</summary>
    public static CellForm Recognize(ReadOnlySpan<byte> text, out ulong payload)
    {
        payload = 0;
        if (text.IsEmpty) return Missing;

        switch (text[0])
        {
            case >= (byte)'0' and <= (byte)'9' when text.Length > 4 && text[4] == '-':
                return DateSyntax.Recognize(text, out payload) is var date && date == Text && DateSyntax.IsWithOffset(text, out var form)
                    ? form
                    : date;
            case (byte)'0' when text.Length is >= 2 and <= 9 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'):
                return Code2 + (byte)(text.Length - 2);
            case >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'+' or (byte)'.':
                return NumberSyntax.Recognize(text, out payload);
            case (byte)'t' or (byte)'f' or (byte)'T' or (byte)'F':
                return RecognizeBoolean(text, out payload);
            default:
                return Text;
        }
    }

    private static CellForm RecognizeBoolean(ReadOnlySpan<byte> text, out ulong payload)
    {
        payload = text.Length == 4 ? 1u : 0;
        if (text.SequenceEqual(payload != 0 ? "true"u8 : "false"u8)) return BooleanLower;
        if (text.SequenceEqual(payload != 0 ? "True"u8 : "False"u8)) return BooleanTitle;
        if (text.SequenceEqual(payload != 0 ? "TRUE"u8 : "FALSE"u8)) return BooleanUpper;

        payload = 0;
        return Text;
    }
}
