using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using SafeSynth.Noise;

namespace SafeSynth.Data;

/// <summary>A keyed hash of the content of a table: the same for the same rows, whatever their order; another for anything else.</summary>
/// <remarks>
/// <para>Content is the names of the columns in order and the multiset of the rows, every cell as it is spelled ("7" is not "7.0": the
/// spelling of cells is measured too). Order is no content: no query depends on it, and a database may give its rows in any.</para>
/// <para>Each row is hashed by HMAC-SHA256, the hashes are added modulo 2^256 and the sum is hashed with names and number of rows
/// (Clarke et al. 2003, MSet-Add-Hash): one pass, no memory. If HMAC is a pseudorandom function, two tables that were not made with the
/// key in hand have one fingerprint with probability at most 2^-192: the sums of different multisets agree only if c h = a modulo 2^256 for
/// the hash h of some row whose multiplicities differ by c, 0 &lt; |c| &lt; 2^63, and some a that does not depend on h; at most 2^62 of
/// 2^256 values of h do that. The sum itself, which could tell one row from another, is never shown.</para>
/// <para>Without the key it tells nothing but whether two tables under one label are the same, and a ledger refuses those that are not.
/// Labels enter the keys: whether the rows changed from one label to the next does not show.</para>
/// </remarks>
public static class SourceFingerprint
{
    private const int Words = SHA256.HashSizeInBytes / sizeof(ulong);

    /// <summary>64 hexadecimal digits.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="secret">The owner's.</param>
    /// <param name="label">The public name of this version of the rows.</param>
    public static string Of(RawTable table, SecretKey secret, string label)
    {
        var rowKey = secret.Derive(new CanonicalBytes().Add("fingerprint of a row").Add(label), SHA256.HashSizeInBytes);
        var tableKey = secret.Derive(new CanonicalBytes().Add("fingerprint of a table").Add(label), SHA256.HashSizeInBytes);
        var content = new CanonicalBytes().Add(table.ColumnNames.Count);
        foreach (var name in table.ColumnNames)
            content.Add(name);
        content.Add(table.RowCount).Add(SumOfRows(table, rowKey));
        return Convert.ToHexStringLower(HMACSHA256.HashData(tableKey, content.Written));
    }

    private static byte[] SumOfRows(RawTable table, byte[] rowKey)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, rowKey);
        var sum = new byte[SHA256.HashSizeInBytes];
        var hash = new byte[SHA256.HashSizeInBytes];
        var cells = new ArrayBufferWriter<byte>();
        for (var row = 0; row < table.RowCount; row++)
        {
            cells.ResetWrittenCount();
            for (var column = 0; column < table.ColumnNames.Count; column++)
                table.Column(column)[row].WriteExact(cells);
            hmac.AppendData(cells.WrittenSpan);
            hmac.GetHashAndReset(hash);
            Add(sum, hash);
        }

        return sum;
    }

    // Little-endian numbers of 256 bits; what is carried out of them is dropped.
    private static void Add(Span<byte> sum, ReadOnlySpan<byte> addend)
    {
        UInt128 carry = 0;
        for (var i = 0; i < Words; i++)
        {
            var word = sum[(i * sizeof(ulong))..];
            carry += BinaryPrimitives.ReadUInt64LittleEndian(word);
            carry += BinaryPrimitives.ReadUInt64LittleEndian(addend[(i * sizeof(ulong))..]);
            BinaryPrimitives.WriteUInt64LittleEndian(word, (ulong)carry);
            carry >>= 64;
        }
    }
}
