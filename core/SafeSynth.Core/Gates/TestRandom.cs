using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SafeSynth.Marginals;

namespace SafeSynth.Gates;

/// <summary>The randomness of a test: the same for the same evidence, and foreseen by nobody who does not know it.</summary>
/// <remarks>
/// It follows from a hash (SHA-256) of the seed, of who is a member, and of all that is judged. A seed alone would not do: it is public, so
/// that a generator could look for rows that its permutations favour, and the one number by which it breaks ties would be the same for all
/// releases, which makes the test wrong for scores that many share. Of a hash nothing is known beforehand but by working it out. So for
/// every choice of members permutations and ties are as good as drawn anew, whatever other choices would have led to: they are independent
/// of the choice, as an exact test demands (in the random-oracle model).
/// </remarks>
internal static class TestRandom
{
    /// <param name="seed">The seed of the test.</param>
    /// <param name="isMember">Whether each unit is one.</param>
    /// <param name="evidence">All numbers that the test looks at.</param>
    public static SampleRandom For(ulong seed, bool[] isMember, IEnumerable<double[]> evidence)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        hash.AppendData(bytes[..sizeof(ulong)]);
        hash.AppendData(MemoryMarshal.AsBytes<bool>(isMember));
        foreach (var numbers in evidence)
            hash.AppendData(MemoryMarshal.AsBytes<double>(numbers));
        hash.GetHashAndReset(bytes);
        return new SampleRandom(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }
}
