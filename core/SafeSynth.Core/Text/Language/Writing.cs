using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>Has texts written by a language model, and takes no answer for one that is none.</summary>
/// <remarks>
/// An answer that cannot be used is asked for again with another seed, a bounded number of times. A text that cannot be had is then
/// missing, and the run goes on; where more are missing than came, it ends with a fault, for so many would be missing of any run. Not to be
/// shared.
/// </remarks>
internal sealed class Writing(ILanguageModel writer, IProgress<WritingTally>? progress)
{
    /// <summary>So many texts are tried before a run is given up.</summary>
    private const int FirstTexts = 20;

    /// <summary>Shorter texts, such as thanks, may well come twice.</summary>
    private const int WordsOfItsOwn = 8;

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly SortedDictionary<AnswerFault, long> _missing = [];
    private long _texts;

    /// <summary>What came of the texts so far.</summary>
    public WritingTally Tally =>
        new(_texts, _missing.Values.Sum(), string.Join(", ", _missing.Select(pair => FormattableString.Invariant($"{pair.Value} {InWords(pair.Key)}"))));

    /// <summary>One text; null where it cannot be had.</summary>
    /// <param name="prompt">What to ask.</param>
    /// <param name="random">Where the seeds of its requests come from.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="SafeSynthException">SS4051: most texts cannot be had. What the language model throws; an answer that broke off,
    /// when it did so every time.</exception>
    public string? Write(Prompt prompt, SampleRandom random, CancellationToken cancel)
    {
        var fault = default(AnswerFault);
        for (var tries = 0; tries < WritingForecast.MostTries; tries++)
        {
            cancel.ThrowIfCancellationRequested();
            (var text, fault) = Ask(prompt, random.Next(int.MaxValue), isLast: tries == WritingForecast.MostTries - 1, cancel);
            if (text is null)
                continue;
            if (IsNew(text))
            {
                _texts++;
                progress?.Report(Tally);
                return text;
            }

            fault = AnswerFault.Repeated;
        }

        _missing[fault] = _missing.GetValueOrDefault(fault) + 1;
        progress?.Report(Tally);
        if (Tally is var tally && tally.Written + tally.Missing >= FirstTexts)
            RequireMost(tally);
        return null;
    }

    /// <summary>Says that all texts were asked for.</summary>
    /// <exception cref="SafeSynthException">SS4051: most of them could not be had.</exception>
    public void End() => RequireMost(Tally);

    private void RequireMost(WritingTally tally)
    {
        if (tally.Missing > tally.Written)
            throw WritingFault.TooFewAnswers(writer.Info.Name, tally);
    }

    private (string? Text, AnswerFault Fault) Ask(Prompt prompt, int seed, bool isLast, CancellationToken cancel)
    {
        try
        {
            return AnswerReader.Read(writer.Ask(prompt.With(seed), cancel), prompt.MostWords);
        }
        catch (LostAnswerException lost) when (lost.IsTheModels || !isLast)
        {
            return (null, lost.Fault);
        }
    }

    private bool IsNew(string text) => Tokenizer.WordsOf(text).Count < WordsOfItsOwn || _written.Add(text);

    private static string InWords(AnswerFault fault) => fault switch
    {
        AnswerFault.NotJson => "not as JSON",
        AnswerFault.Empty => "empty",
        AnswerFault.Thoughts => "thoughts alone",
        AnswerFault.Looping => "looping",
        AnswerFault.TooLong => "too long",
        AnswerFault.Refusal => "refused",
        AnswerFault.Lost => "lost",
        _ => "repeated",
    };
}
