using Microsoft.ML;
using SafeSynth.Attacks;
using SafeSynth.Learners;

namespace SafeSynth.Adapters.Learners;

/// <summary>
/// Naive Bayes: every feature speaks for itself. Numbers are cut into twentieths of the training rows; numbers cannot be predicted.
/// </summary>
public sealed class NaiveBayes : ILearner
{
    public LearnerInfo Info { get; } = new("NaiveBayes", "Features one by one, as if independent within a class; classes only.", "Hand, Yu 2001");

    public IClassifier Classify(FeatureRows rows, int[] classes, int count, ulong seed, CancellationToken cancel) => MlModel.Train(
        rows, seed, (ml, encoded) => ml.MulticlassClassification.Trainers.NaiveBayes("Class").Fit(encoded.View(rows, classes, count)), cancel, inIntervals: true);

    public IRegression? Regress(FeatureRows rows, double[] values, ulong seed, CancellationToken cancel) => null;
}
