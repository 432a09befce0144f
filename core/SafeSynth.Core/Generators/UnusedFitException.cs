using SafeSynth.Plans;

namespace SafeSynth.Generators;

/// <summary>A fit is finished and paid for, but what was asked for cannot be drawn from it. Its model is not lost.</summary>
/// <param name="reason">Why; its code is that of this fault.</param>
/// <param name="model">The model, from which other rows can be drawn for nothing.</param>
/// <param name="kept">Where the model is, as the end of a sentence.</param>
public sealed class UnusedFitException(SafeSynthException reason, FittedModel model, string kept = "its model goes with this fault")
    : SafeSynthException(reason.Code, $"{reason.Message} The fit is spent, but not lost: {kept}.", reason)
{
    public FittedModel Model { get; } = model;

    /// <summary>Why it is not used.</summary>
    public SafeSynthException Reason => (SafeSynthException)InnerException!;

    /// <summary>
    /// The same fault, after its model was written to a file beside another one: see <see cref="ModelFile.WriteBeside"/>.
    /// </summary>
    /// <param name="path">What the file is named after.</param>
    /// <returns>This fault itself where the file cannot be written.</returns>
    public UnusedFitException KeptBeside(string path) =>
        ModelFile.WriteBeside(Model, path) is { } kept ? new UnusedFitException(Reason, Model, $"its model is in '{kept}'") : this;   // why the fit is not used matters more
}
