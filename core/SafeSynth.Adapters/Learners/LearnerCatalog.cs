using SafeSynth.Learners;
using SafeSynth.Plans;

namespace SafeSynth.Adapters.Learners;

/// <summary>Every learner there is: ML.NET's, and those that attacks are made of.</summary>
public static class LearnerCatalog
{
    public static IReadOnlyList<ILearner> All { get; } =
    [
        new BoostedTrees(),
        new LogisticRegression(),
        new NaiveBayes(),
        new NeuralNetwork(),
        new RandomForest(),
    ];

    /// <exception cref="SafeSynthException">SS3054: there is no such learner.</exception>
    public static ILearner Find(string name) =>
        All.FirstOrDefault(learner => learner.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw UtilityFault.UnknownLearner(name, All.Select(learner => learner.Info.Name));
}
