using System.Globalization;

namespace SafeSynth.Data;

/// <summary>Reads a cell under a declared type: what was recognised counts as it is, and text is read leniently.</summary>
/// <remarks>
/// Lenient means: spaces around the value, leading zeros ("007" is 7), and offsets of date-times are understood. Thousands separators,
/// decimal commas and local date formats are not, since they mean different things in different places.
/// </remarks>
internal static class DeclaredCell
{
    private static readonly string[] OffsetFormats =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz"];

    extension(Cell cell)
    {
        /// <summary>The cell's integer, or the one its text spells.</summary>
        public bool TryReadInteger(out long value)
        {
            if (cell.TryGetInteger(out value)) return true;
            if (!cell.Form.IsWords) return false;
            if (long.TryParse(cell.PooledText, NumberStyles.Integer, CultureInfo.InvariantCulture, out value)) return true;

            return cell.TryReadNumber(out var number) && NumberSyntax.TryToInteger(number, out value);
        }

        /// <summary>The cell's finite number, or the one its text spells.</summary>
        public bool TryReadNumber(out double value)
        {
            if (cell.TryGetNumber(out value)) return true;

            var isNumber = cell.Form.IsWords
                && double.TryParse(cell.PooledText, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                && double.IsFinite(value);
            if (!isNumber) value = 0;
            return isNumber;
        }

        /// <summary>The cell's truth value, or the one its text spells in any case. Other words are declared elsewhere.</summary>
        public bool TryReadBoolean(out bool value) =>
            cell.TryGetBoolean(out value) || (cell.Form.IsWords && bool.TryParse(cell.Text, out value));

        /// <summary>The cell's day, or the ISO date its text spells.</summary>
        public bool TryReadDate(out DateOnly value) => cell.TryGetDate(out value) || cell.Trimmed().TryGetDate(out value);

        /// <summary>The cell's date-time in whole microseconds since 0001-01-01, or the ISO date-time its text spells.</summary>
        /// <remarks>With an offset, in universal time.</remarks>
        public bool TryReadInstant(out long microseconds)
        {
            if (cell.TryGetInstant(out microseconds) || cell.Trimmed().TryGetInstant(out microseconds)) return true;
            if (!cell.Form.IsWords) return false;

            const DateTimeStyles SpacesAround = DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite;
            var invariant = CultureInfo.InvariantCulture;
            var isInstant = DateTimeOffset.TryParseExact(cell.Text, OffsetFormats, invariant, SpacesAround, out var instant);
            microseconds = isInstant ? instant.UtcTicks / TimeSpan.TicksPerMicrosecond : 0;
            return isInstant;
        }

        /// <summary>A text cell without the spaces around it, recognised anew; of any other cell, itself.</summary>
        private Cell Trimmed()
        {
            if (!cell.Form.IsWords) return cell;

            var text = cell.PooledText.Trim(" \t\r\n"u8);
            var form = CellSyntax.Recognize(text, out var payload);
            return form.IsPooled ? cell : new Cell(form, payload, TextPool.None);
        }
    }
}
