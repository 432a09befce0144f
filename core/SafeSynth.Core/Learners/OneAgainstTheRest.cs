using SafeSynth.Attacks;

namespace SafeSynth.Learners;

/// <summary>
/// Classes told apart by one model for each, which knows it from all others; what they say is scaled to sum to 1. Two classes need one
/// model.
/// </summary>
public sealed class OneAgainstTheRest : IClassifier
{
    private readonly Func<FeatureRows, CancellationToken, double[]>[] _models;

    private OneAgainstTheRest(Func<FeatureRows, CancellationToken, double[]>[] models) => _models = models;

    /// <param name="classes">The class of each training row.</param>
    /// <param name="count">The number of classes.</param>
    /// <param name="train">Trains a model from whether each row is of a class; it says how probable that is for other rows. Called on
    /// several threads.</param>
    /// <param name="cancel">Stops the training.</param>
    public static IClassifier Train(
        int[] classes, int count, Func<bool[], Func<FeatureRows, CancellationToken, double[]>> train, CancellationToken cancel)
    {
        if (classes.Distinct().Count() == 1)
            return new OneClass(classes[0], count);
        var models = new Func<FeatureRows, CancellationToken, double[]>[count == 2 ? 1 : count];
        Parallel.For(0, models.Length, new ParallelOptions { CancellationToken = cancel }, model =>
        {
            // Of two classes it is the second that is asked for.
            var labels = Array.ConvertAll(classes, @class => @class == (count == 2 ? 1 : model));
            models[model] = labels.Contains(true) ? train(labels) : (rows, _) => new double[rows.Count];
        });
        return new OneAgainstTheRest(models);
    }

    public double[][] Probabilities(FeatureRows rows, CancellationToken cancel)
    {
        var each = Array.ConvertAll(_models, model => model(rows, cancel));
        return each.Length == 1
            ? Array.ConvertAll(each[0], one => new[] { 1 - one, one })
            : [.. Enumerable.Range(0, rows.Count).Select(row => Shares.Of(Array.ConvertAll(each, answers => answers[row])))];
    }
}
