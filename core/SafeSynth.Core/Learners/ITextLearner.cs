namespace SafeSynth.Learners;

/// <summary>A way to learn to tell classes of texts apart by their words.</summary>
public interface ITextLearner
{
    LearnerInfo Info { get; }

    /// <summary>The most classes that it is trained for; more would take too long.</summary>
    int MostClasses { get; }

    /// <summary>Learns to tell classes apart.</summary>
    /// <param name="texts">The words of each text, by their numbers; at least one text.</param>
    /// <param name="classes">The class of each, from 0 to <paramref name="count"/> - 1; not every class need occur.</param>
    /// <param name="count">The number of classes, at least two.</param>
    /// <param name="seed">Decides what the learner draws at random.</param>
    /// <param name="cancel">Stops the training.</param>
    ITextClassifier Classify(IReadOnlyList<int[]> texts, int[] classes, int count, ulong seed, CancellationToken cancel);
}

/// <summary>A model that tells classes of texts apart.</summary>
public interface ITextClassifier
{
    /// <summary>For each text, the probability of each class; they sum to 1.</summary>
    double[][] Probabilities(IReadOnlyList<int[]> texts, CancellationToken cancel);
}
