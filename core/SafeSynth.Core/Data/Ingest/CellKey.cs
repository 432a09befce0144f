using System.Buffers;
using System.Buffers.Binary;

namespace SafeSynth.Data;

/// <summary>Writes a cell as bytes that are the same for equal values, however they are spelled.</summary>
/// <remarks>
/// Rows are grouped into persons by a keyed hash of these bytes, which must not leave the process in any other way.
/// "7", "7.0", 7 and 7.0m are one key; so are a date and its midnight. "007" is a text and another key. Numbers other than
/// integers of 64 bits are compared as doubles, which can only join keys and never splits one person in two.
/// </remarks>
internal static class CellKey
{
    private enum Kind : byte { Missing, Text, Integer, Number, Boolean, ClockTime, UniversalTime }

    extension(Cell cell)
    {
        public void WriteKey(IBufferWriter<byte> writer)
        {
            if (cell.IsMissing) Write(writer, Kind.Missing, []);
            else if (cell.TryGetInteger(out var integer)) Write(writer, Kind.Integer, integer);
            else if (cell.TryGetNumber(out var number)) Write(writer, Kind.Number, BitConverter.DoubleToInt64Bits(number));
            else if (cell.TryGetBoolean(out var truth)) Write(writer, Kind.Boolean, truth ? 1 : 0);
            else if (cell.TryGetTicks(out var ticks)) Write(writer, cell.Form.IsUniversal ? Kind.UniversalTime : Kind.ClockTime, ticks);
            else Write(writer, Kind.Text, cell.PooledText);
        }
    }

    private static void Write(IBufferWriter<byte> writer, Kind kind, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Write(writer, kind, bytes);
    }

    private static void Write(IBufferWriter<byte> writer, Kind kind, ReadOnlySpan<byte> value)
    {
        writer.Write([(byte)kind]);
        writer.Write(value);
    }
}
