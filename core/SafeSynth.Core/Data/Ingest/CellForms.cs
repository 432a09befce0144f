using static SafeSynth.Data.CellForm;

namespace SafeSynth.Data;

/// <summary>What a form says about the value it spells.</summary>
internal static class CellForms
{
    /// <summary>The number of forms: the length of a histogram over them.</summary>
    public const int Count = (int)OffsetSpace + 1;

    extension(CellForm form)
    {
        /// <summary>Whether the value is held as text, so that the payload is its address in the pool.</summary>
        public bool IsPooled => form.IsWords || form is Real or NativeDecimal;

        /// <summary>Whether the value was not read as one of any type: declared types read it leniently.</summary>
        public bool IsWords => form is Text or >= Code2 and <= OffsetSpace;

        /// <summary>The number of digits of a code with a leading zero; 0 for other forms.</summary>
        public int CodeDigits => form is >= Code2 and <= Code9 ? form - Code2 + 2 : 0;

        /// <summary>
        /// Whether the value is an integer over a power of ten, of at most six decimals, so that the payload is that integer.
        /// </summary>
        public bool IsScaled => form
            is >= Integer and <= Decimal6
            or >= NativeInt32 and <= NativeDouble6
            or >= NativeDecimal0 and <= NativeDecimal6;

        /// <summary>The decimals of a scaled form: 0 to 6.</summary>
        public int Decimals => form switch
        {
            <= Decimal6 => form - Integer,
            <= NativeInt64 => 0,
            <= NativeDouble6 => form - NativeDouble0,
            _ => form - NativeDecimal0,
        };

        public bool IsBoolean => form is BooleanLower or BooleanTitle or BooleanUpper or NativeBoolean;

        /// <summary>Whether the value is a day, so that the payload is the number of days since 0001-01-01.</summary>
        public bool IsDate => form is Date or NativeDate;

        /// <summary>Whether the value is a date with a time, of a clock or of the universal time.</summary>
        public bool IsDateTime => form is >= MinuteT and <= FractionSpaceZ or NativeDateTime or NativeInstant;

        /// <summary>Whether the value is an instant in universal time and not the reading of some clock.</summary>
        public bool IsUniversal => form is NativeInstant || (form is >= MinuteT and <= FractionSpaceZ && ((form - MinuteT) & 2) != 0);

        public bool IsFraction => form is >= FractionT and <= FractionSpaceZ;
    }
}
