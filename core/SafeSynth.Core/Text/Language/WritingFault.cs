using static System.FormattableString;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>SS405x, SS4090: texts cannot be written, or their writing cannot be taken up again.</summary>
public static class WritingFault
{
    public static SafeSynthException NoWriter(string? named) => new(
        "SS4050", $"A language model has to write these texts, and none is at hand{(named is null ? "" : $"; the model was fitted for '{named}'")}. "
            + "Name one: New-DpSyntheticText -Model llama3.2 with private texts, or -Writer llama3.2 beside a .dpmodel file.");

    public static SafeSynthException TooFewAnswers(string model, WritingTally tally) => new(
        "SS4051", Invariant($"'{model}' gave no usable answer for {tally.Missing} of {tally.Written + tally.Missing} texts ({tally.Reasons}). Name another language model; a larger one follows instructions better."));

    public static SafeSynthException OtherRun(string folder) => new(
        "SS4052", $"The checkpoint '{folder}' is of another run: other private texts, another question, model, seed, key or number of texts. Run the same command as before, or name a folder that is new.");

    public static SafeSynthException UnusableCheckpoint(string folder, string reason) => new(
        "SS4053", $"The checkpoint '{folder}' cannot be used: {reason}. Correct that, or name a folder that is new, which spends anew.");

    public static SafeSynthException AnswersNotKept(string reason) => new(
        "SS4090", $"An answer of the language model cannot be kept in the checkpoint: {reason}. Make room, and run the same command again: it goes on from here.");
}
