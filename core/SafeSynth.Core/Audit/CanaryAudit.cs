using System.Globalization;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Audit;

/// <summary>
/// Hides canaries among made-up texts, each by a coin, has texts made of them, and bounds from below what these tell of the coins.
/// </summary>
/// <remarks>
/// <para>A canary begins as the other texts do, so that generators write what comes close to it, and ends in rare words that come in this
/// order nowhere else, so that what is written of it shows: an in-distribution prefix and a suffix of high perplexity (Meeus, Wutschitz,
/// Zanella-Béguelin, Tople, Shokri 2025, "The Canary's Echo"). Each is scored by <see cref="NGramRatio"/>, from the released texts and from
/// others that were made up in the same way.</para>
/// <para>All canaries share one release, so only bounds hold that allow for that: <see cref="OneRun"/> and <see cref="FdpOneRun"/>. No
/// private text has a part in it.</para>
/// </remarks>
public static class CanaryAudit
{
    private const int WordsOfPrefix = 5, WordsOfSuffix = 6, RareWords = 400;

    private static readonly string[] Labels = ["hardware", "accounts", "orders"];

    private static readonly string[][] Topics =
    [
        ["printer", "paper", "toner", "jam", "technician", "screen", "cable"], ["password", "account", "login", "locked", "reset", "email", "code"],
        ["order", "monitor", "keyboard", "delivery", "invoice", "refund", "address"],
    ];

    private static readonly string[] Common = ["the", "my", "is", "please", "help", "not", "again", "today", "with", "a", "and", "broken", "new", "waiting"];

    /// <summary>Audits a generator of texts that needs no language model.</summary>
    /// <param name="generator">Its name.</param>
    /// <param name="claimed">What its releases are said to keep, for texts.</param>
    /// <param name="canaries">How many.</param>
    /// <param name="seed">Decides everything, noise included; null takes coins and noise as releases get it.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    public static CanaryReport Run(string generator, Guarantee claimed, int canaries, ulong? seed = null, CancellationToken cancel = default)
    {
        var plan = new TextPlan(claimed, MadeTexts.TextColumn) { LabelColumn = MadeTexts.LabelColumn, Generator = TextGeneratorCatalog.Find(generator).Info.Name };
        return Run(claimed, canaries, (texts, random) =>
        {
            var model = TextSynthesis.Fit(plan, texts, seed is { } known ? new InsecureNoise(known) : new SystemNoise(), cancel: cancel);
            var rows = OwnerTable.Of(
                "synthetic", [MadeTexts.TextColumn, MadeTexts.LabelColumn], model.Sample(rows: null, random.NextBits(), new PatternFakes(), cancel));
            return rows.TextsOf(MadeTexts.TextColumn);
        }, seed, cancel);
    }

    /// <summary>Audits whatever makes texts of texts.</summary>
    /// <param name="claimed">What its releases are said to keep, for texts.</param>
    /// <param name="canaries">How many; 20 or more.</param>
    /// <param name="release">Makes texts of rows with columns <c>text</c> and <c>label</c>; there is at least one.</param>
    /// <param name="seed">Decides all that is drawn here; null draws coins from the system.</param>
    /// <param name="cancel">Stops the work.</param>
    public static CanaryReport Run(
        Guarantee claimed, int canaries, Func<IRowSource, SampleRandom, IReadOnlyList<string>> release, ulong? seed = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(canaries, 20);
        var random = seed is { } known ? new SampleRandom(known) : SampleRandom.FromSystem();
        // Ten times as many other texts hide them.
        (string Text, string Label)[] others = Made(10 * canaries, random), hidden = [.. Made(canaries, random).Select(text => (Canary(text.Text, random), text.Label))];
        var wentIn = CanaryScores.Coins(canaries, random);
        (string Text, string Label)[] corpus = [.. others, .. hidden.Where((_, i) => wentIn[i])];
        random.Shuffle<(string, string)>(corpus);

        var released = release(new Source(corpus), random);
        var numbers = new WordNumbers();
        TextRows Read(IEnumerable<string> texts) => numbers.Read([.. texts], labels: null, cancel);
        var setting = new TextAttackSetting(
            Read(hidden.Select(text => text.Text)), Read(released), Read(Made(10 * canaries, random).Select(text => text.Text)), new HashedEmbedder());
        return new CanaryReport(claimed, CanaryScores.Of(new NGramRatio().Score(setting, cancel), wentIn));
    }

    private static (string Text, string Label)[] Made(int count, SampleRandom random) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var label = random.Next(Labels.Length);
            var words = Enumerable.Range(0, 6 + random.Next(10))
                .Select(_ => random.Next(2) == 0 ? Common[random.Next(Common.Length)] : Topics[label][random.Next(Topics[label].Length)]);
            return (string.Join(' ', words), Labels[label]);
        }),
    ];

    private static string Canary(string text, SampleRandom random) =>
        string.Join(' ', text.Split(' ').Take(WordsOfPrefix).Concat(Enumerable.Range(0, WordsOfSuffix).Select(_ => RareWord(random.Next(RareWords)))));

    // Three syllables that say the number.
    private static string RareWord(int number)
    {
        const string Consonants = "bdfgklmnprstvz", Vowels = "aeiou";
        return string.Concat(Enumerable.Range(0, 3).Select(place =>
        {
            var mixed = (number * 7919) >> (3 * place);
            return string.Create(CultureInfo.InvariantCulture, $"{Consonants[mixed % Consonants.Length]}{Vowels[mixed % Vowels.Length]}");
        })) + "x";
    }

    private sealed class Source((string Text, string Label)[] texts) : IRowSource
    {
        public string Name => "made up";

        public bool IsText => true;

        public IReadOnlyList<string> ReadColumnNames() => [MadeTexts.TextColumn, MadeTexts.LabelColumn];

        public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => MadeTexts.Table(texts);
    }
}

/// <summary>What canaries of one release say of it.</summary>
/// <param name="Claimed">What it is said to keep.</param>
/// <param name="Scores">What the released texts make of each canary.</param>
public sealed record CanaryReport(Guarantee Claimed, CanaryScores Scores)
{
    /// <summary>Every bound that holds for canaries of one release, at 95 %, at the claim's delta.</summary>
    public IReadOnlyList<EpsilonBound> Bounds => EpsilonBoundCatalog.All.Where(bound => !bound.Info.NeedsSeparateRuns && (Claimed.Delta > 0 || bound is OneRun))
        .Select(bound => EpsilonBound.Of(bound, Scores, new ThresholdChoice.Split(), Claimed.Delta, GuaranteeAudit.BoundError)).ToArray();

    /// <summary>Whether the canaries refute a whole claimed curve, but with a chance of error.</summary>
    internal bool Refutes(PrivacyCurve claim, double error) =>
        new ThresholdChoice.Split().AtLeast(Scores, (counts, allowed) => FdpOneRun.Refutes(counts, claim, allowed) ? 1 : 0, error) > 0;
}
