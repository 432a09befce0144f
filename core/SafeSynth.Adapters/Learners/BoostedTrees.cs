using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using SafeSynth.Attacks;
using SafeSynth.Learners;

namespace SafeSynth.Adapters.Learners;

/// <summary>
/// Boosted regression trees: ML.NET's FastTree with its default settings (100 trees of 20 leaves, learning rate 0.2), on one thread.
/// </summary>
public sealed class BoostedTrees : ILearner
{
    public LearnerInfo Info { get; } = new("BoostedTrees", "Boosted trees (FastTree): interactions and thresholds.", "Friedman 2001; Burges 2010");

    public IClassifier Classify(FeatureRows rows, int[] classes, int count, ulong seed, CancellationToken cancel) => OneAgainstTheRest.Train(
        classes, count, labels =>
        {
            var model = MlModel.Train(rows, seed, (ml, encoded) => ml.BinaryClassification.Trainers
                .FastTree(new FastTreeBinaryTrainer.Options { LabelColumnName = "Flag", NumberOfThreads = 1 })
                .Fit(encoded.View(rows, labels)), cancel);
            return (asked, stop) => Array.ConvertAll(model.Probabilities(asked, stop), both => both[1]);
        },
        cancel);

    public IRegression Regress(FeatureRows rows, double[] values, ulong seed, CancellationToken cancel) => MlModel.Train(
        rows, seed, (ml, encoded) => ml.Regression.Trainers
            .FastTree(new FastTreeRegressionTrainer.Options { LabelColumnName = "Value", NumberOfThreads = 1 })
            .Fit(encoded.View(rows, values)),
        cancel);
}
