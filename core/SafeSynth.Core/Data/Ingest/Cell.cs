using System.Diagnostics;
using System.Globalization;
using System.Text;
using static SafeSynth.Data.CellForm;

namespace SafeSynth.Data;

/// <summary>One raw value: its form, its payload, and the pool that holds it when it is text. Private data; prints as nothing.</summary>
/// <remarks>
/// The meaning of the payload follows from the form: scaled numbers hold an integer (<see cref="CellForms"/>), other doubles their bits,
/// pooled forms an address, dates and date-times what <see cref="DateSyntax"/> says, booleans 0 or 1.
/// The <c>TryGet</c> accessors answer for what the value was recognised as; <see cref="DeclaredCell"/> reads text under a declared type.
/// </remarks>
[DebuggerDisplay("private")]
internal readonly struct Cell(CellForm form, ulong payload, TextPool pool)
{
    public CellForm Form => form;

    public ulong Payload => payload;

    public bool IsMissing => form == Missing;

    /// <summary>The UTF-8 bytes of a pooled form.</summary>
    public ReadOnlySpan<byte> PooledText => pool[payload];

    /// <summary>The value as text: exactly what was read if it was text, else its invariant spelling; empty when missing.</summary>
    public string Text => form switch
    {
        Missing => "",
        _ when form.IsPooled => Encoding.UTF8.GetString(PooledText),
        NativeDouble => BitConverter.UInt64BitsToDouble(payload).ToString("R", CultureInfo.InvariantCulture),
        >= NativeDouble0 and <= NativeDouble6 =>
            NumberSyntax.ToDouble((long)payload, form.Decimals).ToString("R", CultureInfo.InvariantCulture),
        _ when TryGetScaled(out var mantissa, out var decimals) =>
            NumberSyntax.ToDecimal(mantissa, decimals).ToString(CultureInfo.InvariantCulture),
        BooleanLower => payload == 0 ? "false" : "true",
        BooleanUpper => payload == 0 ? "FALSE" : "TRUE",
        BooleanTitle or NativeBoolean => payload == 0 ? "False" : "True",
        _ => DateSyntax.Write(form, payload),
    };

    /// <summary>An integer of 64 bits; numbers with a zero fraction count.</summary>
    public bool TryGetInteger(out long value)
    {
        if (TryGetScaled(out value, out var decimals))
        {
            NumberSyntax.Normalize(ref value, ref decimals);
            return decimals == 0;
        }

        if (form is Real or NativeDecimal && decimal.TryParse(PooledText, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            var fits = decimal.IsInteger(exact) && exact is >= long.MinValue and <= long.MaxValue;
            value = fits ? (long)exact : 0;
            return fits;
        }

        return TryGetNumber(out var number) && NumberSyntax.TryToInteger(number, out value);
    }

    /// <summary>The double nearest to a finite number of any form.</summary>
    public bool TryGetNumber(out double value)
    {
        if (TryGetScaled(out var mantissa, out var decimals)) value = NumberSyntax.ToDouble(mantissa, decimals);
        else if (form == NativeDouble) value = BitConverter.UInt64BitsToDouble(payload);
        else if (form is Real or NativeDecimal) value = double.Parse(PooledText, NumberStyles.Float, CultureInfo.InvariantCulture);
        else
        {
            value = 0;
            return false;
        }

        return true;
    }

    public bool TryGetBoolean(out bool value)
    {
        value = payload != 0 && form.IsBoolean;
        return form.IsBoolean;
    }

    /// <summary>A day of the calendar; date-times at midnight count.</summary>
    public bool TryGetDate(out DateOnly value)
    {
        value = default;
        if (!TryGetTicks(out var ticks) || ticks % TimeSpan.TicksPerDay != 0) return false;

        value = DateOnly.FromDayNumber((int)(ticks / TimeSpan.TicksPerDay));
        return true;
    }

    /// <summary>A date-time in whole microseconds since 0001-01-01, in universal time if the form says so, else of its clock.</summary>
    /// <remarks>A day counts as its midnight.</remarks>
    public bool TryGetInstant(out long microseconds)
    {
        var isInstant = TryGetTicks(out var ticks);
        microseconds = ticks / TimeSpan.TicksPerMicrosecond;
        return isInstant;
    }

    /// <summary>A number exactly: <c>mantissa / 10^decimals</c>.</summary>
    internal bool TryGetScaled(out long mantissa, out int decimals)
    {
        (mantissa, decimals) = form == DecimalLong ? NumberSyntax.UnpackLong(payload)
            : form.IsScaled ? ((long)payload, form.Decimals)
            : default;
        return form == DecimalLong || form.IsScaled;
    }

    /// <summary>A date or date-time in ticks of 100 ns since 0001-01-01.</summary>
    internal bool TryGetTicks(out long ticks)
    {
        ticks = form.IsDate ? (long)payload * TimeSpan.TicksPerDay : form.IsDateTime ? DateSyntax.TicksOf(form, payload) : 0;
        return form.IsDate || form.IsDateTime;
    }

    public override string ToString() => "";
}
