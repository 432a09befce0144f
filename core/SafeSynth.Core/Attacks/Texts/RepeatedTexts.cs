using SafeSynth.Data;

namespace SafeSynth.Attacks;

/// <summary>What released texts repeat word for word of members' texts, and of as many other people's.</summary>
/// <remarks>
/// What everybody writes is repeated of both; it is what is repeated of members beyond that which gives them away. Whether that may be
/// chance is for the test of all attacks to say.
/// </remarks>
/// <param name="Compared">How many members, and how many others, they were compared with: as many of either, in random order.</param>
/// <param name="FromMembers">The share of the released texts that have a run of <see cref="RunLength"/> words or more in common with some
/// member's text.</param>
/// <param name="FromOthers">The same of the others' texts.</param>
/// <param name="Longest">The longest runs that are longer than any in common with the others, the longest first.</param>
public sealed record RepeatedTexts(int Compared, double FromMembers, double FromOthers, IReadOnlyList<RepeatedRun> Longest) : OwnerOnly
{
    /// <summary>So many words in a row are hardly ever written twice by chance.</summary>
    public const int RunLength = 8;

    private const int Shown = 10;

    internal static RepeatedTexts Of(TextRows synthetic, TextRows members, TextRows others, CancellationToken cancel)
    {
        var compared = Math.Min(members.Count, others.Count);
        int[] LongestIn(TextRows texts) => Lengths(synthetic, new PhraseIndex([.. texts.Words.Take(compared)], cancel), cancel);

        var (fromMembers, fromOthers) = (LongestIn(members), LongestIn(others));
        return new RepeatedTexts(
            compared, ShareOf(fromMembers), ShareOf(fromOthers),
            fromMembers.Select((length, row) => new RepeatedRun(row + 1, length)).Where(run => run.Words >= RunLength && run.Words > fromOthers[run.Row - 1])
                .OrderByDescending(run => run.Words).ThenBy(run => run.Row).Take(Shown).ToArray());
    }

    private static int[] Lengths(TextRows texts, PhraseIndex index, CancellationToken cancel) =>
        [.. texts.Words.AsParallel().AsOrdered().WithCancellation(cancel).Select(text => index.Longest(text).Length)];

    private static double ShareOf(int[] lengths) => lengths.Count(length => length >= RunLength) / (double)lengths.Length;
}

/// <summary>A run of words that a released text has in common with a member's.</summary>
/// <param name="Row">The number of the released text, from 1.</param>
/// <param name="Words">How many words.</param>
public sealed record RepeatedRun(int Row, int Words);
