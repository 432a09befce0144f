using SafeSynth.Learners;
using SafeSynth.Plans;

namespace SafeSynth.Adapters.Learners;

/// <summary>Every learner of texts there is.</summary>
public static class TextLearnerCatalog
{
    public static IReadOnlyList<ITextLearner> All { get; } =
    [
        new TextBayes(),
        new TextBoost(),
        new TextLogistic(),
    ];

    /// <exception cref="SafeSynthException">SS3054: there is no such learner.</exception>
    public static ITextLearner Find(string name) =>
        All.FirstOrDefault(learner => learner.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw UtilityFault.UnknownLearner(name, All.Select(learner => learner.Info.Name));
}
