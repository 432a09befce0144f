using static System.FormattableString;
using SafeSynth.Generators;
using SafeSynth.Marginals;

namespace SafeSynth.Texts;

/// <summary>Has the candidates of an evolution written. Not to be shared.</summary>
/// <param name="prompts">What is asked.</param>
/// <param name="shape">The lengths of texts.</param>
/// <param name="writer">Who writes.</param>
/// <param name="random">Decides what is asked; every text draws a seed of its own from it.</param>
/// <param name="progress">Gets how far it has come.</param>
/// <param name="plan">How many are wanted.</param>
internal sealed class EvolutionWriting(
    EvolutionPrompts prompts, TextShape shape, ILanguageModel writer, SampleRandom random, IProgress<StageProgress>? progress, EvolutionPlan plan)
{
    private const double From = 0.35, To = 0.95;

    private readonly Cumulative[] _lengths = Array.ConvertAll(shape.Lengths, lengths => new Cumulative(lengths));
    private long _asked;

    /// <summary>
    /// How far the fit is: the number of private texts, which are embedded and vote in between, is not for progress to tell.
    /// </summary>
    public double Done => From + ((To - From) * Math.Min(1, (double)_asked / Math.Max(1, plan.Texts)));

    /// <summary>The candidates of the first round: new texts of every label. One that cannot be had is missing.</summary>
    public List<Candidate> Begin(CancellationToken cancel)
    {
        var written = new List<Candidate>();
        var writing = new Writing(writer, progress: null);
        for (var label = 0; label < plan.Kept.Length; label++)
        {
            for (var i = 0; i < plan.CandidatesOf(label); i++)
                Take(written, label, Write(writing, label, like: null, "Writing the first texts", cancel));
        }

        writing.End();
        return written;
    }

    /// <summary>Further candidates: texts like those that were kept, of each about as many.</summary>
    public List<Candidate> Vary(IReadOnlyList<Candidate> kept, int round, CancellationToken cancel)
    {
        var written = new List<Candidate>();
        var writing = new Writing(writer, progress: null);
        foreach (var ofLabel in kept.GroupBy(text => text.Label))
        {
            var models = ofLabel.ToList();
            for (var i = 0; i < plan.VariationsOf(ofLabel.Key); i++)
                Take(written, ofLabel.Key, Write(writing, ofLabel.Key, models[i % models.Count].Text, Invariant($"Round {round + 1} of {plan.Rounds}: writing"), cancel));
        }

        writing.End();
        return written;
    }

    private static void Take(List<Candidate> written, int label, string? text)
    {
        if (text is not null)
            written.Add(new Candidate(label, text));
    }

    private string? Write(Writing writing, int label, string? like, string stage, CancellationToken cancel)
    {
        progress?.Report(new StageProgress(Invariant($"{stage} ({_asked + 1} of about {plan.Texts})"), Done));
        _asked++;
        var own = new SampleRandom(random.NextBits());
        if (!string.IsNullOrWhiteSpace(like))
            return writing.Write(prompts.ForOther(label, like, own), own, cancel);
        var (least, greatest) = LengthScale.Of(_lengths[label].Draw(own));
        var words = least + own.Next(greatest - least + 1);
        return words == 0 ? "" : writing.Write(prompts.ForNew(label, words, own), own, cancel);
    }
}
