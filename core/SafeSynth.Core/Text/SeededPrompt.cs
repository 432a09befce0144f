using static System.FormattableString;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>
/// Learns label shares, lengths and the keywords of each label under noise, for prompts that ask a language model to write texts: it sees
/// noisy answers alone.
/// </summary>
/// <remarks>
/// Guarantee, Gaussian noise: every measurement is a rounded Gaussian, hence exactly mu_i-GDP, or a partition selection, which is one but
///   for a failure of the probability that is set apart of delta; their mu_i^2 sum to at most the budget's (Dong, Roth, Su 2022, corollary
///   3.3; as a filter Smith and Thakurta 2022).
/// Guarantee, Laplace noise: every measurement is discrete Laplace noise, hence exactly epsilon_i-DP, or a truncated geometric selection,
///   which is that but for a failure of the probability that is set apart of delta; the epsilon_i sum to at most epsilon (Rogers, Roth,
///   Ullman, Vadhan 2016).
/// Proof: what prompts hold (labels, attributes, lengths, keywords) is drawn from these noisy answers and from public facts, with
///   randomness of its own. So prompts, and whatever a language model makes of them on whatever machine, are post-processing: private text
///   is in no prompt, and none leaves the process.
/// Votes: Gaussian noise follows the L2 norm of what a person moves, so votes have a norm of 1 (<see cref="UnitVotes"/>); Laplace noise
///   follows the L1 norm, so a text votes for few words, and whole (<see cref="VoteRule.Whole"/>).
/// Source: the shape of SafeSynthDP (arXiv 2412.20641), which puts private examples into the prompt and noise behind it, turned round:
/// noise first.
/// </remarks>
public sealed class SeededPrompt : ITextGenerator
{
    /// <summary>
    /// What is spent on lengths with label shares, and on attributes; the vocabulary's share is of the rest. Of rho, and of epsilon.
    /// </summary>
    private static readonly Shares Gaussian = new(0.03, 0.05, 0.6, 0.25), Laplace = new(0.1, 0.1, 0.5, 0.25);

    /// <summary>The share of delta for thresholds: with Laplace noise nothing else needs delta.</summary>
    private const double GaussianThreshold = 0.5, LaplaceThreshold = 0.9;

    /// <summary>
    /// What the vocabulary takes of the thresholds' delta; labels take <see cref="LabelLearner.DeltaShare"/>, and a little is left to
    /// rounding.
    /// </summary>
    private const double VocabularyDelta = 0.89;

    /// <summary>With Laplace noise a text votes for so many words: more votes would drown in the noise that they take.</summary>
    private const int MostWholeVotes = 10;

    /// <summary>
    /// A word is a keyword of a label where its votes stand out from the noise by this many deviations; a public word counts as used from
    /// there on.
    /// </summary>
    internal const double StandsOut = 2;

    /// <summary>Texts of sixteen words that are voted for give each of them a quarter of a vote of norm 1.</summary>
    private const double UsualWords = 16;

    public GeneratorInfo Info { get; } = new(
        "SeededPrompt",
        "Noisy label shares, lengths and keywords, from which a language model writes texts: it sees no private text.",
        Composition.Gdp,
        "GDP with Gaussian noise, whose squares of mu add up exactly; pure DP with Laplace noise, whose epsilons add up.",
        "after SafeSynthDP 2024");

    public TextTraits Traits { get; } = new(WriterPart.FromModel) { TakesAttributes = true, TakesLaplace = true };

    public Composition CompositionOf(TextPlan plan) => TextNoise.CompositionOf(plan.Noise);

    public PlannedCost Price(TextPlan plan)
    {
        var (shares, rest) = (SharesOf(plan), RestShare(plan));
        var vocabulary = rest * shares.VocabularyOf(plan);
        PlannedPart[] parts =
        [
            new("which labels there are", LabelShare(plan)),
            new("label shares and lengths", shares.Shape),
            new("how attributes go with labels", plan.Attributes.Count > 0 ? shares.Attributes : 0),
            new(plan.Vocabulary is null ? "which words there are" : "which of the public words are used", vocabulary),
            new("the keywords of each label", rest - vocabulary),
        ];
        return new PlannedCost([.. parts.Where(part => part.Share > 0)]);
    }

    public double ThresholdShareFor(TextPlan plan) =>
        plan.Vocabulary is not null && !LabelLearner.IsNeeded(plan) ? 0 : plan.Noise == StatisticsNoise.Laplace ? LaplaceThreshold : GaussianThreshold;

    public IReadOnlyList<string> Foretell(TextPlan plan, ZcdpCost limit) =>
    [
        Invariant($"A word can become a keyword where about {TextsNeeded(plan):F0} texts or more use it."),
        $"Prompts hold noisy keywords, label shares and lengths{(plan.Attributes.Count > 0 ? ", and noisy attributes" : "")}; no private text leaves this process.",
        $"A text takes one request, {WritingForecast.MostTries} at most where answers cannot be used: about {WritingForecast.TokensToRead} tokens to read, and some {WritingForecast.TokensPerWord} for each word to write.",
    ];

    public ISynthesizer Fit(IPrivateData data, TextFitContext context, CancellationToken cancel)
    {
        var (plan, label, shares) = (context.Plan, context.Label, SharesOf(context.Plan));
        var (noise, coding) = (new TextNoise(data.Budget.Cap), label is null ? null : new LabelCoding(label));
        var shape = TextShape.MeasureLengths(data, plan, coding, noise, shares.Shape);
        var classes = SeedClasses.Measure(data, shape, coding, context.Attributes, noise, shares.Attributes);
        context.Progress?.Report(new StageProgress("Measured lengths", 0.4));
        cancel.ThrowIfCancellationRequested();

        var vocabulary = Vocabulary(data, plan, noise);
        context.Progress?.Report(new StageProgress("Chose the vocabulary", 0.6));
        cancel.ThrowIfCancellationRequested();

        var votes = noise.CountWithRest(data, Votes(plan, vocabulary, coding, noise));
        context.Progress?.Report(new StageProgress("Measured keywords", 0.9));
        var seeds = SeedDistribution.Of(shape, classes, vocabulary, votes);
        return new SeededModel(plan.TextColumn, label, context.Attributes, seeds, plan.Writer ?? context.Tools.Writer?.Info.Name);
    }

    // Words that may be named; with a public vocabulary those that stand out.
    private static WordList Vocabulary(IPrivateData data, TextPlan plan, TextNoise noise)
    {
        var share = RestShare(plan) * SharesOf(plan).VocabularyOf(plan);
        if (plan.Vocabulary is not { } known)
            return new WordList("the vocabulary", noise.Select(data, Naming(plan, noise), share, VocabularyDelta).Select(key => key.Text));
        var listed = known.Without(plan.StopWords);
        var (cells, deviation) = noise.Count(data, Votes(plan, listed, labels: null, noise), share);
        return new WordList(known.Name, listed.Words.Where((_, place) => cells[0][place] > StandsOut * deviation));
    }

    private static VoteQuery Naming(TextPlan plan, TextNoise noise) =>
        new(new WordKeys(plan.TextColumn, plan.StopWords, MostVotes(noise)), noise.Votes);

    private static ListedVoteQuery Votes(TextPlan plan, WordList listed, LabelCoding? labels, TextNoise noise) =>
        new(new ListedKeys(plan.TextColumn, listed, MostVotes(noise)), labels, noise.Votes);

    private static int MostVotes(TextNoise noise) => noise.IsLaplace ? MostWholeVotes : TextKeys.Many;

    // How many texts of a usual number of words have to use a word, so that it is named or stands out.
    private double TextsNeeded(TextPlan plan)
    {
        var noise = new TextNoise(ReleaseCap.Of(plan.Guarantee, ThresholdShareFor(plan), CompositionOf(plan)));
        var sensitivity = noise.Votes.Under(MostVotes(noise), plan.Guarantee.Unit, plan.Guarantee.Neighbors);
        var share = RestShare(plan) * SharesOf(plan).VocabularyOf(plan);
        var votes = plan.Vocabulary is null
            ? noise.Selection(sensitivity, share, VocabularyDelta).Threshold
            : StandsOut * noise.DeviationOf(sensitivity, share);
        var ofText = noise.IsLaplace ? Math.Min(1, MostWholeVotes / UsualWords) : UnitVotes.VoteOf((long)UsualWords);
        return votes / ofText;
    }

    private static Shares SharesOf(TextPlan plan) => plan.Noise == StatisticsNoise.Laplace ? Laplace : Gaussian;

    private static double LabelShare(TextPlan plan) =>
        !LabelLearner.IsNeeded(plan) ? 0 : plan.Noise == StatisticsNoise.Laplace ? LabelLearner.EpsilonShare : LabelLearner.Share;

    // What labels, lengths and attributes leave.
    private static double RestShare(TextPlan plan) =>
        1 - LabelShare(plan) - SharesOf(plan).Shape - (plan.Attributes.Count > 0 ? SharesOf(plan).Attributes : 0);

    private sealed record Shares(double Shape, double Attributes, double Learned, double Public)
    {
        public double VocabularyOf(TextPlan plan) => plan.Vocabulary is null ? Learned : Public;
    }
}
