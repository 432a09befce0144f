using System.Numerics;
using System.Runtime.CompilerServices;

namespace SafeSynth.Noise;

/// <summary>A uniform real in [0, 1) whose binary digits are drawn, 64 at a time, when a decision first needs them.</summary>
/// <remarks>
/// Digits that no decision has looked at are independent of every decision, so drawing them late changes no distribution: whatever is
/// decided has the law it would have if all digits had been drawn first. Two such reals share n words with probability 2^-64n, so a
/// comparison ends with probability 1.
/// <para>A copy shares no digits that are drawn later: pass by reference what is used again.</para>
/// </remarks>
internal struct LazyUniform(NoiseReader reader)
{
    private List<ulong>? _tail;

    /// <summary>The first 64 digits.</summary>
    public readonly ulong Head { get; } = reader.Next();

    /// <summary>Whether this real is below another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBelow(ref LazyUniform other, NoiseReader reader) =>
        Head != other.Head ? Head < other.Head : IsBelowInTail(ref other, reader);

    /// <summary>The integer v of <paramref name="words"/> words with v &lt;= 2^(64 words) x &lt; v + 1.</summary>
    public BigInteger Leading(int words, NoiseReader reader)
    {
        BigInteger leading = Head;
        for (var i = 1; i < words; i++)
            leading = (leading << 64) | Tail(i - 1, reader);
        return leading;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsBelowInTail(ref LazyUniform other, NoiseReader reader)
    {
        for (var i = 0; ; i++)
        {
            var (mine, theirs) = (Tail(i, reader), other.Tail(i, reader));
            if (mine != theirs)
                return mine < theirs;
        }
    }

    private ulong Tail(int i, NoiseReader reader)
    {
        _tail ??= [];
        while (_tail.Count <= i)
            _tail.Add(reader.Next());
        return _tail[i];
    }
}
