using static System.FormattableString;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>
/// Learns which words there are, how often texts of each label use them, which stand side by side, and how long texts are; needs no server.
/// </summary>
/// <remarks>
/// Guarantee: every measurement is a rounded Gaussian, hence exactly mu_i-GDP, or a partition selection, which is one but for a failure of
///   the probability that is set apart of delta; their mu_i^2 sum to at most the budget's, whatever was asked in answer to what (Dong,
///   Roth, Su 2022, corollary 3.3; as a filter Smith and Thakurta 2022). Whether pairs are measured follows from noisy counts. All else is
///   post-processing.
/// Much of the budget goes to the vocabulary: a text spreads its votes thin over all its words, but once few words are left it votes for
/// these alone, with more weight each. Shares are constants, tuned on public data: shares that followed the data would have to be paid for.
/// Source: two-stage release of a vocabulary and its counts, votes of Gopi et al. 2020; shrinkage of James and Stein 1961.
/// </remarks>
public sealed class NGram : ITextGenerator
{
    private const double ShapeShare = 0.02, StopWordShare = 0.01, PairShare = 0.06;

    /// <summary>What the vocabulary takes of the rest, learned or, with a public one, to find which of its words are used.</summary>
    private const double LearnedVocabularyShare = 0.7, PublicVocabularyShare = 0.3;

    /// <summary>The share of delta for thresholds; a public vocabulary needs one for pairs only.</summary>
    public const double LearnedThreshold = 0.5;

    private const double PublicThreshold = 0.1;

    /// <summary>
    /// What vocabulary and pairs take of the thresholds' delta; labels take <see cref="LabelLearner.DeltaShare"/>, and a little is left to
    /// rounding.
    /// </summary>
    private const double VocabularyDelta = 0.7, PairDelta = 0.19;

    /// <summary>A stop word counts as used where its votes stand out from the noise by this many deviations.</summary>
    private const double Used = 2;

    /// <summary>Of the public words that count as used, noise alone may have brought this share: rare words tell much of a label.</summary>
    private const double MostByNoise = 0.4;

    /// <summary>
    /// Pairs are measured where so small a part of all texts is enough for a pair to be named, if each of them voted for it alone.
    /// </summary>
    private const double PairsFrom = 0.003;

    /// <summary>Texts of sixteen words that are voted for give each of them a quarter of a vote.</summary>
    private const double UsualVote = 0.25;

    public GeneratorInfo Info { get; } = new(
        "NGram",
        "Class-conditional words and pairs of words from a private or public vocabulary: no server, texts that classifiers can learn from.",
        Composition.Gdp,
        "GDP: Gaussian measurements and thresholds alone, whose squares of mu add up exactly.",
        "Gopi et al. 2020 for votes");

    public PlannedCost Price(TextPlan plan)
    {
        var rest = RestShare(plan);
        var vocabulary = rest * VocabularyShare(plan);
        PlannedPart[] parts =
        [
            new("which labels there are", LabelLearner.IsNeeded(plan) ? LabelLearner.Share : 0),
            new("label shares and lengths", ShapeShare),
            new("how often stop words are used", plan.StopWords.Count > 0 ? StopWordShare : 0),
            new(plan.Vocabulary is null ? "which words there are" : "which of the public words are used", vocabulary),
            new("how often texts of each label use them, and pairs of them where the budget carries pairs", rest - vocabulary),
        ];
        return new PlannedCost([.. parts.Where(part => part.Share > 0)]);
    }

    public double ThresholdShareFor(TextPlan plan) => plan.Vocabulary is null ? LearnedThreshold : PublicThreshold;

    public ISynthesizer Fit(IPrivateData data, TextFitContext context, CancellationToken cancel)
    {
        var (plan, label) = (context.Plan, context.Label);
        var coding = label is null ? null : new LabelCoding(label);
        var limit = data.Budget.Limit;
        var shape = TextShape.Measure(data, plan, coding, new TextNoise(data.Budget.Cap), ShapeShare);
        var stopWords = plan.StopWords.Count == 0 ? new WeighedWords(plan.StopWords, [])
            : MeasureListed(data, plan, plan.StopWords, labels: null, limit.Rho * StopWordShare).StandingOut(Used);
        context.Progress?.Report(new StageProgress("Measured lengths", 0.4));
        cancel.ThrowIfCancellationRequested();

        var vocabulary = plan.Vocabulary is { } known
            ? MeasureListed(data, plan, known.Without(plan.StopWords), labels: null, data.Budget.Left.Rho * PublicVocabularyShare).Likely(MostByNoise).Words
            : LearnVocabulary(data, plan, data.Budget.Left.Rho * LearnedVocabularyShare);
        context.Progress?.Report(new StageProgress("Chose the vocabulary", 0.6));
        cancel.ThrowIfCancellationRequested();

        var pairs = MeasurePairs(data, plan, vocabulary.And(stopWords.Words), shape.Texts);
        var words = MeasureListed(data, plan, vocabulary, coding, data.Budget.Left.Rho);
        context.Progress?.Report(new StageProgress("Measured words", 0.9));
        return new NGramModel(plan.TextColumn, label, NGramDistribution.Of(shape, stopWords, words, pairs));
    }

    public IReadOnlyList<string> Foretell(TextPlan plan, ZcdpCost limit) =>
        [Invariant($"A word shows where about {VotesNeeded(plan, limit) / UsualVote:F0} texts or more use it. Nothing leaves this process.")];

    // About how many votes a word needs to show, where a text whose only word it is has one vote.
    private static double VotesNeeded(TextPlan plan, ZcdpCost limit)
    {
        var sensitivity = UnitVotes.SensitivityUnder(TextKeys.Many, plan.Guarantee.Unit, plan.Guarantee.Neighbors);
        var sigma = RoundedGaussian.SigmaFor(limit.Rho * RestShare(plan) * VocabularyShare(plan), sensitivity);
        return plan.Vocabulary is null
            ? (double)new GaussianPartitionSelection(sigma, limit.Delta * VocabularyDelta).ThresholdFor(sensitivity) / UnitVotes.Norm
            : Used * sigma.ToDoubleUp() / UnitVotes.Norm;
    }

    // What labels, lengths and stop words leave.
    private static double RestShare(TextPlan plan) =>
        1 - (LabelLearner.IsNeeded(plan) ? LabelLearner.Share : 0) - ShapeShare - (plan.StopWords.Count > 0 ? StopWordShare : 0);

    private static double VocabularyShare(TextPlan plan) => plan.Vocabulary is null ? LearnedVocabularyShare : PublicVocabularyShare;

    private static WordList LearnVocabulary(IPrivateData data, TextPlan plan, double rho)
    {
        var query = new VoteQuery(new WordKeys(plan.TextColumn, plan.StopWords), VoteRule.Normed);
        var selection = new GaussianPartitionSelection(RoundedGaussian.SigmaFor(rho, SensitivityOf(data, query)), data.Budget.Limit.Delta * VocabularyDelta);
        return new WordList("the vocabulary", data.Measure(query, selection).Columns[0].Select(key => key.Text));
    }

    private static WeighedWords MeasureListed(IPrivateData data, TextPlan plan, WordList listed, LabelCoding? labels, double rho)
    {
        var query = new ListedVoteQuery(new ListedKeys(plan.TextColumn, listed), labels, VoteRule.Normed);
        var mechanism = RoundedGaussian.Spending(rho, SensitivityOf(data, query));
        var votes = data.Measure(query, mechanism).Cells[0];
        return new WeighedWords(listed, Array.ConvertAll(votes, vote => (double)vote / UnitVotes.Norm)) { Sigma = mechanism.Sigma / UnitVotes.Norm };
    }

    // The keys, words and pairs, that may be named; none where the budget does not carry them.
    private static IReadOnlyList<ReleasedKey> MeasurePairs(IPrivateData data, TextPlan plan, WordList known, double texts)
    {
        var query = new VoteQuery(new PhraseKeys(plan.TextColumn, known), VoteRule.Normed);
        var sensitivity = SensitivityOf(data, query);
        var selection = new GaussianPartitionSelection(
            RoundedGaussian.SigmaFor(data.Budget.Limit.Rho * PairShare, sensitivity), data.Budget.Limit.Delta * PairDelta);
        return selection.ThresholdFor(sensitivity) <= PairsFrom * texts * UnitVotes.Norm ? data.Measure(query, selection).Columns[0] : [];
    }

    private static Sensitivity SensitivityOf<T>(IPrivateData data, PrivateQuery<T> query) =>
        query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors);
}

/// <summary>Words and their noisy votes, by label: row-major, labels fastest.</summary>
internal sealed record WeighedWords(WordList Words, double[] Votes)
{
    /// <summary>The deviation of the noise of every vote.</summary>
    public double Sigma { get; init; }

    /// <summary>
    /// As many of the words, of one vote each, as there can be without noise being expected to have brought more than a share of them.
    /// </summary>
    /// <remarks>
    /// The rule of Benjamini and Hochberg 1995, on noise of a known deviation: so a list of a million words brings no more noise.
    /// </remarks>
    public WeighedWords Likely(double mostByNoise)
    {
        int[] ranked = [.. Enumerable.Range(0, Words.Count).Where(word => Votes[word] > 0).OrderByDescending(word => Votes[word])];
        var kept = ranked.Length;
        while (kept > 0 && Words.Count * NormalTail.Probability(Votes[ranked[kept - 1]] / Sigma) > mostByNoise * kept)
            kept--;
        return Only([.. ranked[..kept].Order()]);
    }

    /// <summary>Those words, of one vote each, whose vote stands out from the noise by so many deviations.</summary>
    public WeighedWords StandingOut(double deviations) => Only([.. Enumerable.Range(0, Words.Count).Where(word => Votes[word] > deviations * Sigma)]);

    private WeighedWords Only(int[] kept) =>
        this with { Words = new WordList(Words.Name, kept.Select(word => Words.Words[word])), Votes = [.. kept.Select(word => Votes[word])] };
}
