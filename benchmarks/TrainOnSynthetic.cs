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
    /// <summary>
    /// The area under the ROC curve, on the test rows, for "the target is <paramref name="positive"/>"; 0.5 when the training file
    /// has only one kind of row, because nothing can be learned from it.
    /// </summary>
    /// <exception cref="InvalidDataException">A column is missing, or the test file has only one kind of row.</exception>
    public static double Auc(CsvText train, CsvText test, string target, string positive)
    {
        var trainLabels = Labels(train, target, positive);
        var testLabels = Labels(test, target, positive);
        if (!HasBoth(testLabels))
            throw new InvalidDataException($"The test file needs rows with and without '{positive}' in column '{target}'.");
        if (!HasBoth(trainLabels))
            return 0.5;

        var features = FeatureSpace.Learn(train, except: target);
        var ml = new MLContext(seed: 0);
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features.Width);
        IDataView View(CsvText table, bool[] labels) => ml.Data.LoadFromEnumerable(Examples(features.Encode(table), labels), schema);

        var trainer = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfThreads = 1 });
        var model = trainer.Fit(View(train, trainLabels));
        var scores = model.Transform(View(test, testLabels)).GetColumn<float>("Score").ToArray();
        return AreaUnderRoc(scores, testLabels);
    }

    private static bool[] Labels(CsvText table, string target, string positive) =>
        [.. table.Column(target).Select(value => value == positive)];

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
