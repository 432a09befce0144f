using System.Buffers;
using System.Buffers.Binary;

namespace SafeSynth.Data;

/// <summary>
/// Writes a cell as bytes that are the same for cells of the same form and value only: what a row's content is hashed by.
/// </summary>
/// <remarks>
/// Where a cell ends follows from its bytes, so the cells of a row can be written one after the other. Not to leave the process unkeyed.
/// </remarks>
internal static class CellBytes
{
    extension(Cell cell)
    {
        public void WriteExact(IBufferWriter<byte> writer)
        {
            var text = cell.Form.IsPooled ? cell.PooledText : default;
            var head = writer.GetSpan(1 + sizeof(ulong));
            head[0] = (byte)cell.Form;
            BinaryPrimitives.WriteUInt64LittleEndian(head[1..], cell.Form.IsPooled ? (ulong)text.Length : cell.Payload);
            writer.Advance(1 + sizeof(ulong));
            writer.Write(text);
        }
    }
}
