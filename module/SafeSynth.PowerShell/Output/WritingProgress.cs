using static System.FormattableString;
using SafeSynth.Generators;
using SafeSynth.Texts;

namespace SafeSynth.Output;

/// <summary>Tells how far the writing of texts has come, and what it has cost.</summary>
/// <param name="writer">The language model that writes; null where none does.</param>
internal sealed class WritingProgress(MeteredModel? writer) : IProgress<WritingTally>
{
    private WritingTally _tally = new(0, 0, "");

    /// <summary>What came of the texts so far.</summary>
    public WritingTally Tally => Volatile.Read(ref _tally);

    /// <summary>The cost so far, in words; null where no language model takes part.</summary>
    public string? Cost => writer?.Cost.InWords;

    /// <summary>The stage of writing, in words; null where no language model writes.</summary>
    public string? Stage => writer is null ? null
        : Tally is { Missing: > 0 } tally ? Invariant($"{tally.Written} texts, {tally.Missing} missing; {Cost}") : Invariant($"{Tally.Written} texts; {Cost}");

    public void Report(WritingTally value) => Volatile.Write(ref _tally, value);

    /// <summary>The stages of a fit in which a language model may take part, with the cost so far.</summary>
    public IProgress<StageProgress> Of(IProgress<StageProgress> fit) => writer is null ? fit : new WithCost(fit, writer);

    private sealed class WithCost(IProgress<StageProgress> fit, MeteredModel writer) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) =>
            fit.Report(writer.Cost is { Requests: > 0 } cost ? value with { Stage = $"{value.Stage} ({cost.InWords})" } : value);
    }
}
