using SafeSynth.Attacks;
using SafeSynth.Marginals;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Attacks;

/// <summary>Texts that are made up, as attackers of texts see them.</summary>
internal static class MadeTextSetting
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 300).Select(number => $"w{number}")];

    /// <summary>Texts of common and rare words in a random order.</summary>
    public static string[] Texts(int count, int seed)
    {
        var random = new SampleRandom((ulong)seed);
        return
        [
            .. Enumerable.Range(0, count)
                .Select(_ => string.Join(' ', Enumerable.Range(0, 8 + random.Next(20)).Select(_ => Words[random.Next(1 + random.Next(Words.Length))]))),
        ];
    }

    public static TextAttackSetting Of(IReadOnlyList<string> targets, IReadOnlyList<string> synthetic, IReadOnlyList<string> reference)
    {
        var numbers = new WordNumbers();
        TextRows Read(IReadOnlyList<string> texts) => numbers.Read(texts, labels: null, CancellationToken.None);
        return new TextAttackSetting(Read(targets), Read(synthetic), Read(reference), new HashedEmbedder());
    }

    /// <summary>
    /// The share of pairs in which a text that the release copies scores above one that it does not, of 40 each; the release has 200 other
    /// texts.
    /// </summary>
    public static double AreaOfCopies(ITextAttack attack, Func<string, string> change)
    {
        string[] members = Texts(40, seed: 1), others = Texts(40, seed: 2);
        var scores = attack.Score(
            Of([.. members, .. others], [.. Texts(200, seed: 3), .. members.Select(change)], Texts(200, seed: 4)), CancellationToken.None);
        return new RocCurve(scores, [.. Enumerable.Range(0, 80).Select(target => target < 40)]).Area;
    }

    /// <summary>The words of a text in another order, the same one for the same text.</summary>
    public static string Shuffled(string text)
    {
        var words = text.Split(' ');
        new SampleRandom((ulong)text.Length).Shuffle<string>(words);
        return string.Join(' ', words);
    }
}
