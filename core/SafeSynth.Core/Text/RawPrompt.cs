using static System.FormattableString;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>
/// Shows private texts to a language model as examples, and puts noise on what it writes: the recipe of a paper, to be attacked and
/// compared. It keeps no guarantee.
/// </summary>
/// <remarks>
/// Guarantee: none. A text that is shown may come back word for word, with a probability of about 1 where it is among the examples and 0
///   where it is not, so no epsilon bounds what one text changes. Noise on texts that are written already is noise on no query: nothing
///   says how far one private text can move what it is added to.
/// What the paper adds its noise to is not known to us beyond that it is what the model wrote. Here it is the place of each word in the
/// text: see <see cref="PlaceNoise"/>. Source: Nahid, Hasan 2024 (SafeSynthDP), figure 1.
/// </remarks>
public sealed class RawPrompt : ITextGenerator
{
    public GeneratorInfo Info { get; } = new(
        "RawPrompt",
        "Guarantee: none. Private texts go into the prompt as examples, noise goes on the answer: to be attacked and compared, not to be published.",
        Composition.Gdp,
        "None: nothing that it does has a price.",
        "Nahid, Hasan 2024 (SafeSynthDP)")
    {
        HasGuarantee = false,
    };

    public TextTraits Traits { get; } = new(WriterPart.SeesPrivateTexts) { TakesLaplace = true };

    public PlannedCost Price(TextPlan plan) => new([]);

    public double ThresholdShareFor(TextPlan plan) => 0;

    public IReadOnlyList<string> Foretell(TextPlan plan, ZcdpCost limit) =>
    [
        Invariant($"Every text is one request to the language model, with {RawPromptModel.Examples} private texts in it at most. They leave this process; what comes back may repeat them."),
        "Epsilon is the size of the noise on the places of words, and nothing else.",
    ];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It was not given the texts themselves, or no language model.</exception>
    public ISynthesizer Fit(IPrivateData data, TextFitContext context, CancellationToken cancel)
    {
        if (context is not { Unprotected: { } texts, Tools.Writer: { } writer })
            throw new InvalidOperationException("It works on the texts themselves, with a language model.");
        cancel.ThrowIfCancellationRequested();
        return new RawPromptModel(context.Plan.TextColumn, context.Label, texts.By(context.Label), writer, PlaceNoise.Of(context.Plan));
    }
}
