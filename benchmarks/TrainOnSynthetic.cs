using SafeSynth.Adapters.Learners;
using SafeSynth.Attacks;
using SafeSynth.Data;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Train on synthetic, test on real: what boosted trees (<see cref="BoostedTrees"/>) learned from the synthetic rows is worth on real ones.
/// </summary>
/// <remarks>An area of 0.5 is worth nothing, one of 1 is perfect.</remarks>
internal static class TrainOnSynthetic
{
    /// <summary>The same of "the target is <paramref name="positive"/>".</summary>
    /// <inheritdoc cref="Score"/>
    public static double Auc(CsvText train, CsvText test, string target, string positive) =>
        Score(train, test, target, value => value == positive).Auc;

    /// <summary>
    /// The area under the ROC curve and the share of right answers on the test rows. A training file of one kind of row teaches to
    /// answer that kind, and no order: an area of 0.5.
    /// </summary>
    /// <exception cref="InvalidDataException">A column is missing, or the test file has only one kind of row.</exception>
    public static (double Auc, double Accuracy) Score(CsvText train, CsvText test, string target, Func<string, bool> isPositive)
    {
        bool[] Labels(CsvText table) => Array.ConvertAll(table.Column(target), value => isPositive(value));
        var (trainLabels, testLabels) = (Labels(train), Labels(test));
        if (!testLabels.Contains(true) || !testLabels.Contains(false))
            throw new InvalidDataException($"The test file needs rows of both kinds in column '{target}'.");

        OwnerTable[] tables = [OwnerTable.Read(train.AsSource("train")), OwnerTable.Read(test.AsSource("test"))];
        var space = FeatureSpace.Learn(tables[0], tables, takes: column => column != target);
        var model = new BoostedTrees()
            .Classify(space.Encode(tables[0]), Array.ConvertAll(trainLabels, label => label ? 1 : 0), 2, seed: 1, CancellationToken.None);
        var probabilities = Array.ConvertAll(model.Probabilities(space.Encode(tables[1]), CancellationToken.None), both => both[1]);
        var right = probabilities.Zip(testLabels).Count(pair => pair.First > 0.5 == pair.Second);
        return (new RocCurve(probabilities, testLabels).Area, (double)right / testLabels.Length);
    }

    /// <summary>The share of test rows of which the more common kind of the training rows is right.</summary>
    public static double MajorityAccuracy(CsvText train, CsvText test, string target, Func<string, bool> isPositive) =>
        ShareOf([.. test.Column(target).Select(isPositive)], ShareOf([.. train.Column(target).Select(isPositive)], true) > 0.5);

    private static double ShareOf(bool[] labels, bool kind) => (double)labels.Count(label => label == kind) / labels.Length;
}
