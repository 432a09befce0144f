using Microsoft.ML;
using Microsoft.ML.Trainers;
using SafeSynth.Learners;

namespace SafeSynth.Adapters.Learners;

/// <summary>Maximum entropy on hashed words, by L-BFGS on one thread, with light penalties.</summary>
public sealed class TextLogistic : ITextLearner
{
    private const int Width = 1 << 14;

    public LearnerInfo Info { get; } = new("LogisticRegression", "Linear in hashed words: maximum entropy.", "Andrew, Gao 2007 (L-BFGS)");

    public int MostClasses => int.MaxValue;

    public ITextClassifier Classify(IReadOnlyList<int[]> texts, int[] classes, int count, ulong seed, CancellationToken cancel) => TextExamples.Train(
        texts, classes, count, seed, Width,
        ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = "Class", NumberOfThreads = 1, L1Regularization = 0.1f, L2Regularization = 0.1f,
        }), cancel);
}
