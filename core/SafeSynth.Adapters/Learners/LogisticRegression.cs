using MathNet.Numerics.LinearAlgebra;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using SafeSynth.Attacks;
using SafeSynth.Learners;

namespace SafeSynth.Adapters.Learners;

/// <summary>A linear model: logistic regression of two classes, maximum entropy of more, least squares of numbers.</summary>
/// <remarks>
/// Classes by L-BFGS on one thread (ML.NET's trainers and their default penalties, L1 and L2 of 1). Numbers by ridge regression with a
/// penalty of 1, solved exactly; ML.NET has no linear regression that is both repeatable and managed.
/// </remarks>
public sealed class LogisticRegression : ILearner
{
    private const double Penalty = 1;

    public LearnerInfo Info { get; } = new(
        "LogisticRegression", "Linear: logistic, maximum entropy, or least squares of numbers.", "Andrew, Gao 2007 (L-BFGS)");

    public IClassifier Classify(FeatureRows rows, int[] classes, int count, ulong seed, CancellationToken cancel)
    {
        if (classes.Distinct().Count() == 1)
            return new OneClass(classes[0], count);
        return MlModel.Train(rows, seed, (ml, encoded) => count == 2
            ? ml.BinaryClassification.Trainers
                .LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { LabelColumnName = "Flag", NumberOfThreads = 1 })
                .Fit(encoded.View(rows, Array.ConvertAll(classes, @class => @class == 1)))
            : ml.MulticlassClassification.Trainers
                .LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1 })
                .Fit(encoded.View(rows, classes, count)), cancel);
    }

    public IRegression Regress(FeatureRows rows, double[] values, ulong seed, CancellationToken cancel)
    {
        var encoding = OneHot.Learn(rows);
        var width = encoding.Width;
        var (products, moments) = (new double[width + 1, width + 1], new double[width + 1]);
        for (var row = 0; row < rows.Count; row++)
        {
            cancel.ThrowIfCancellationRequested();
            (int Slot, double Value)[] slots = [.. encoding.NonZero(rows, row), (width, 1)];
            foreach (var (slot, value) in slots)
            {
                moments[slot] += value * values[row];
                foreach (var (other, otherValue) in slots)
                    products[slot, other] += value * otherValue;
            }
        }

        // The constant, in the last place, costs nothing; but without rows of every kind the matrix must not be singular.
        for (var i = 0; i < width; i++)
            products[i, i] += Penalty;
        var weights = Matrix<double>.Build.DenseOfArray(products).Cholesky().Solve(Vector<double>.Build.Dense(moments));
        return new Linear(encoding, [.. weights]);
    }

    private sealed class Linear(OneHot encoding, double[] weights) : IRegression
    {
        public double[] Predict(FeatureRows rows, CancellationToken cancel) =>
            [.. Enumerable.Range(0, rows.Count).Select(row => encoding.NonZero(rows, row).Sum(slot => weights[slot.Slot] * slot.Value) + weights[^1])];
    }
}
