using SafeSynth.Attacks;

namespace SafeSynth.Learners;

/// <summary>A way to learn from rows whose answers are known.</summary>
/// <remarks>
/// The same rows, answers and seed give the same model on the same machine; floating-point results may differ between kinds of processors.
/// </remarks>
public interface ILearner
{
    LearnerInfo Info { get; }

    /// <summary>Learns to tell classes apart.</summary>
    /// <param name="rows">At least one row.</param>
    /// <param name="classes">The class of each row, from 0 to <paramref name="count"/> - 1; not every class need occur.</param>
    /// <param name="count">The number of classes, at least two.</param>
    /// <param name="seed">Decides what the learner draws at random.</param>
    /// <param name="cancel">Stops the training.</param>
    IClassifier Classify(FeatureRows rows, int[] classes, int count, ulong seed, CancellationToken cancel);

    /// <summary>Learns to predict a number; null if the learner cannot.</summary>
    /// <param name="rows">At least one row.</param>
    /// <param name="values">The value of each row; finite.</param>
    /// <param name="seed">Decides what the learner draws at random.</param>
    /// <param name="cancel">Stops the training.</param>
    IRegression? Regress(FeatureRows rows, double[] values, ulong seed, CancellationToken cancel);
}

/// <summary>A model that tells classes apart.</summary>
public interface IClassifier
{
    /// <summary>For each row, the probability of each class; they sum to 1.</summary>
    /// <param name="rows">Rows of the space that the model was trained in; values that it never saw are allowed.</param>
    /// <param name="cancel">Stops the work.</param>
    double[][] Probabilities(FeatureRows rows, CancellationToken cancel);
}

/// <summary>A model that predicts numbers.</summary>
public interface IRegression
{
    /// <summary>For each row, what is predicted.</summary>
    /// <param name="rows">Rows of the space that the model was trained in; values that it never saw are allowed.</param>
    /// <param name="cancel">Stops the work.</param>
    double[] Predict(FeatureRows rows, CancellationToken cancel);
}

/// <summary>What a catalogue says of a learner.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Summary">What it learns, in one line.</param>
/// <param name="Source">The paper it follows.</param>
public sealed record LearnerInfo(string Name, string Summary, string Source);
