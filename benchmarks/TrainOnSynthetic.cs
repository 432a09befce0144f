using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace SafeSynth.Benchmarks;

/// <summary>Train on synthetic, test on real: what a model learned from the synthetic rows is worth on real ones.</summary>
/// <remarks>
/// The learner is ML.NET's FastTree with the hyper-parameters of the library (100 trees of 20 leaves, learning rate 0.2), on one
/// thread, so that the same files give the same figure. An area of 0.5 is worth nothing, one of 1 is perfect.
/// </remarks>
internal static class TrainOnSynthetic
{
    /// <summary>The same of "the target is <paramref name="positive"/>".</summary>
    /// <inheritdoc cref="Score"/>
    public static double Auc(CsvText train, CsvText test, string target, string positive) => Score(train, test, target, value => value == positive).Auc;

    /// <summary>
    /// The area under the ROC curve and the share of right answers on the test rows. A training file of one kind of row teaches to
    /// answer that kind, and no order: an area of 0.5.
    /// </summary>
    /// <exception cref="InvalidDataException">A column is missing, or the test file has only one kind of row.</exception>
    public static (double Auc, double Accuracy) Score(CsvText train, CsvText test, string target, Func<string, bool> isPositive)
    {
        bool[] Labels(CsvText table) => Array.ConvertAll(table.Column(target), value => isPositive(value));
        var (trainLabels, testLabels) = (Labels(train), Labels(test));
        if (!HasBoth(testLabels))
            throw new InvalidDataException($"The test file needs rows of both kinds in column '{target}'.");
        if (!HasBoth(trainLabels))
            return (0.5, ShareOf(testLabels, trainLabels.Contains(true)));

        var features = FeatureSpace.Learn(train, except: target);
        var ml = new MLContext(seed: 0);
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features.Width);
        IDataView View(CsvText table, bool[] labels) => ml.Data.LoadFromEnumerable(Examples(features.Encode(table), labels), schema);

        var trainer = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfThreads = 1 });
        var answers = trainer.Fit(View(train, trainLabels)).Transform(View(test, testLabels));
        var right = answers.GetColumn<bool>("PredictedLabel").Zip(testLabels).Count(pair => pair.First == pair.Second);
        return (AreaUnderRoc([.. answers.GetColumn<float>("Score")], testLabels), (double)right / testLabels.Length);
    }

    /// <summary>The share of test rows of which the more common kind of the training rows is right.</summary>
    public static double MajorityAccuracy(CsvText train, CsvText test, string target, Func<string, bool> isPositive) =>
        ShareOf([.. test.Column(target).Select(isPositive)], ShareOf([.. train.Column(target).Select(isPositive)], true) > 0.5);

    private static double ShareOf(bool[] labels, bool kind) => (double)labels.Count(label => label == kind) / labels.Length;

    private static bool HasBoth(bool[] labels) => labels.Contains(true) && labels.Contains(false);

    private static IEnumerable<Example> Examples(VBuffer<float>[] rows, bool[] labels) =>
        rows.Zip(labels, (row, label) => new Example { Features = row, Label = label });

    /// <summary>The chance that a positive scores above a negative, ties counted half (Mann-Whitney).</summary>
    private static double AreaUnderRoc(float[] scores, bool[] labels)
    {
        var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ToArray();
        var (won, negativesBelow) = (0.0, 0.0);
        for (var from = 0; from < order.Length;)
        {
            var (positives, negatives, to) = (0, 0, from);
            for (; to < order.Length && scores[order[to]] == scores[order[from]]; to++)
            {
                if (labels[order[to]])
                    positives++;
                else
                    negatives++;
            }
            won += positives * (negativesBelow + negatives / 2.0);
            negativesBelow += negatives;
            from = to;
        }
        return won / (negativesBelow * (order.Length - negativesBelow));
    }

    private sealed class Example
    {
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }
    }
}
