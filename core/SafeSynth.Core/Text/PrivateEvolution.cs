using static System.FormattableString;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>
/// Has a language model write texts, lets the private texts vote for the nearest of them, and has more written like those: it sees no
/// private text, only an embedder does.
/// </summary>
/// <remarks>
/// Guarantee: every measurement (label shares and lengths, then one vote in each round) is a rounded Gaussian, hence exactly mu_i-GDP, or
///   the partition selection that names labels, which is one but for a failure of the probability that is set apart of delta; their mu_i^2
///   sum to at most the budget's, whatever was asked in answer to what (Dong, Roth, Su 2022, corollary 3.3; as a filter Smith and Thakurta
///   2022).
/// Proof: the vote's sensitivity is that of <see cref="NearestVoteQuery"/> for any candidates. What candidates there are follows from
///   public facts, from earlier noisy answers and from what the language model wrote, which was asked with these alone; so do the number of
///   rounds and of texts that are kept (<see cref="EvolutionPlan"/>), which texts are kept, what is asked next, and the pool that is the
///   model. All of that is post-processing, on whatever machine the language model runs. Private texts go to the embedder, one at a time;
///   their embeddings stay behind the door, in memory, and nothing but votes is made of them. Exact votes are kept nowhere. No question
///   holds an example that is not synthetic.
/// Why not the accounting of the reference implementation: there label shares and the number of texts are taken as public, and what was run
/// before is priced anew. Here both are paid for. Source: Xie, Lin, Backurs, Gopi, Yu, Inan, Nori, Jiang, Zhang, Lee, Li, Yekhanin 2024
/// (Aug-PE), after Lin, Gopi, Kulkarni, Nori, Yekhanin 2024 (Private Evolution). Ours are the plan, the votes
///   of norm 1 for a person with several texts, and the threshold.
/// </remarks>
public sealed class PrivateEvolution : ITextGenerator
{
    private const double ShapeShare = 0.04;

    /// <summary>What is set apart of delta where labels have to be learned.</summary>
    private const double LabelThreshold = 0.2;

    /// <summary>A candidate is kept where its votes stand out from the noise by so many deviations.</summary>
    private const double StandsOut = 1;

    /// <summary>What the questions of a fit are drawn from: public, and always the same, so that a second run asks the same.</summary>
    private const ulong Seed = 1;

    public GeneratorInfo Info { get; } = new(
        "PrivateEvolution",
        "A language model writes, private texts vote for the nearest, again and again: prose like theirs, while only an embedder sees them.",
        Composition.Gdp,
        "GDP: Gaussian counts and votes, and thresholds for labels, whose squares of mu add up exactly.",
        "Xie et al. 2024 (Aug-PE)");

    public TextTraits Traits { get; } = new(WriterPart.InFit, EmbedsPrivateTexts: true);

    public PlannedCost Price(TextPlan plan)
    {
        PlannedPart[] parts =
        [
            new("which labels there are", LabelLearner.IsNeeded(plan) ? LabelLearner.Share : 0),
            new("label shares and lengths", ShapeShare),
            new("votes for the nearest texts", VoteShare(plan)),
        ];
        return new PlannedCost([.. parts.Where(part => part.Share > 0)]);
    }

    public double ThresholdShareFor(TextPlan plan) => LabelLearner.IsNeeded(plan) ? LabelThreshold : 0;

    public void Check(TextPlan plan, ZcdpCost limit)
    {
        var needed = Needed(plan, limit) * (LabelLearner.DeclaredCount(plan) ?? 1);
        if (plan.Size is { } size && size < needed)
            throw ToolFault.TooFewTexts(Info.Name, size, plan.Guarantee.Epsilon, needed);
    }

    public IReadOnlyList<string> Foretell(TextPlan plan, ZcdpCost limit) =>
    [
        Invariant(
            $"Texts vote where there are about {Math.Ceiling(Needed(plan, limit))} or more of them{(plan.LabelColumn is null ? "" : " for each label")}."),
        plan.Size is { } size
            ? EvolutionForecast.InWords(EvolutionPlan.For(Evenly(size, LabelLearner.DeclaredCount(plan) ?? 1), limit.Rho * VoteShare(plan), plan.Guarantee.Unit, plan.Guarantee.Neighbors), size)
            : "How many rounds, requests and embeddings it takes follows from the noisy number of texts: declare about how many there are to have it foretold.",
        "Prompts hold labels, lengths and synthetic texts; private texts go to the embedder alone, one at a time, and what it answers stays in this process.",
    ];

    public ISynthesizer Fit(IPrivateData data, TextFitContext context, CancellationToken cancel)
    {
        var (plan, label) = (context.Plan, context.Label);
        var coding = label is null ? null : new LabelCoding(label);
        var shape = TextShape.MeasureLengths(data, plan, coding, new TextNoise(data.Budget.Cap), ShapeShare);
        var (unit, neighbors) = (data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors);
        var texts = Array.ConvertAll(shape.Labels, share => share * shape.Texts);
        var rho = data.Budget.Left.Rho;
        var evolution = EvolutionPlan.For(texts, rho, unit, neighbors);
        if (evolution.Rounds == 0)
            context.Warnings.Add(ToolFault.NoRounds(shape.Texts, EvolutionPlan.Needed(rho, unit, neighbors) * Math.Max(1, texts.Count(count => count > 0)), plan.Guarantee.Epsilon));

        var writer = context.Tools.Writer ?? throw WritingFault.NoWriter(plan.Writer);
        var embedder = context.Tools.Embedder ?? new HashedEmbedder();
        var writing = new EvolutionWriting(
            new EvolutionPrompts(plan.TextColumn, label, plan.Vocabulary), shape, writer, new SampleRandom(Seed), context.Progress, evolution);
        var pool = writing.Begin(cancel);
        for (var round = 0; round < evolution.Rounds; round++)
        {
            IEnumerable<Candidate> written = round == 0 ? pool : [.. pool, .. writing.Vary(pool, round, cancel)];
            List<Candidate> candidates = [.. written.Where(text => text.EmbeddedBy(embedder, cancel) is not null)];
            var embedded = new EmbeddedCandidates(
                [.. candidates.Select(text => text.Label)], [.. candidates.Select(text => text.EmbeddedBy(embedder, cancel)!)], evolution.Kept.Length);
            context.Progress?.Report(new StageProgress(Invariant($"Round {round + 1} of {evolution.Rounds}: votes"), writing.Done));
            var query = new NearestVoteQuery(plan.TextColumn, coding, embedded, embedder, cancel);
            var mechanism = RoundedGaussian.Spending(data.Budget.Left.Rho / (evolution.Rounds - round), query.Under(unit, neighbors));
            var votes = data.Measure(query, mechanism).Cells[0];
            pool = Kept(candidates, votes, mechanism.Sigma, evolution);
            cancel.ThrowIfCancellationRequested();
        }

        return new EvolvedModel(plan.TextColumn, label, new EvolvedTexts(shape.Texts, shape.Labels, [.. pool.Select(text => new EvolvedText(text.Label, text.Text, text.Votes))], writer.Info.Name));
    }

    // For every label those of the most votes that stand out; the first one in any case.
    private static List<Candidate> Kept(IReadOnlyList<Candidate> candidates, long[] votes, double sigma, EvolutionPlan evolution)
    {
        var kept = new List<Candidate>();
        foreach (var ofLabel in Enumerable.Range(0, candidates.Count).GroupBy(at => candidates[at].Label))
        {
            var ranked = ofLabel.OrderByDescending(at => votes[at]).ThenBy(at => at).Take(evolution.Kept[ofLabel.Key]).ToList();
            kept.AddRange(ranked.Where((at, rank) => rank == 0 || votes[at] > StandsOut * sigma)
                .Select(at => candidates[at] with { Votes = Math.Max(votes[at], sigma) / NearestVoteQuery.Norm }));
        }

        return kept;
    }

    private static double[] Evenly(long size, int labels) => [.. Enumerable.Repeat((double)size / labels, labels)];

    // For one label; with more there have to be more texts.
    private static double Needed(TextPlan plan, ZcdpCost limit) =>
        EvolutionPlan.Needed(limit.Rho * VoteShare(plan), plan.Guarantee.Unit, plan.Guarantee.Neighbors);

    private static double VoteShare(TextPlan plan) => 1 - ShapeShare - (LabelLearner.IsNeeded(plan) ? LabelLearner.Share : 0);
}

/// <summary>A synthetic text of a label, and what it got of the last vote.</summary>
internal sealed record Candidate(int Label, string Text)
{
    private (float[]? Embedding, bool IsKnown) _embedded;

    /// <summary>Noisy votes, in texts.</summary>
    public double Votes { get; init; } = 1;

    /// <summary>Its embedding, asked for once; null where it has none.</summary>
    public float[]? EmbeddedBy(ITextEmbedder embedder, CancellationToken cancel)
    {
        if (!_embedded.IsKnown)
            _embedded = (EmbeddedCandidates.Embed(Text, embedder, cancel), true);
        return _embedded.Embedding;
    }
}
