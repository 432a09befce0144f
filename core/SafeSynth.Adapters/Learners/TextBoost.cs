using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using SafeSynth.Learners;

namespace SafeSynth.Adapters.Learners;

/// <summary>Boosted regression trees on hashed words: one FastTree for each class, which knows it from all others, on one thread.</summary>
public sealed class TextBoost : ITextLearner
{
    private const int Width = 1 << 10;

    public LearnerInfo Info { get; } = new("BoostedTrees", "Boosted trees (FastTree) on hashed words; up to 20 labels.", "Friedman 2001; Burges 2010");

    public int MostClasses => 20;

    public ITextClassifier Classify(IReadOnlyList<int[]> texts, int[] classes, int count, ulong seed, CancellationToken cancel) => TextExamples.Train(
        texts, classes, count, seed, Width,
        ml => ml.MulticlassClassification.Trainers.OneVersusAll(
            ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1 }), labelColumnName: "Class"), cancel);
}
