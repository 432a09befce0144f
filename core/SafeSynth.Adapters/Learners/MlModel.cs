using Microsoft.ML;
using Microsoft.ML.Data;
using SafeSynth.Attacks;
using SafeSynth.Learners;

namespace SafeSynth.Adapters.Learners;

/// <summary>A trained model of ML.NET and the rows' way into it.</summary>
internal sealed class MlModel : IClassifier, IRegression
{
    private readonly MlRows _rows;
    private readonly ITransformer _model;

    private MlModel(MlRows rows, ITransformer model) => (_rows, _model) = (rows, model);

    /// <summary>Trains a model. ML.NET offers no way to stop it on the way; it is stopped before it begins.</summary>
    /// <param name="rows">The training rows, from which their encoding is learned.</param>
    /// <param name="seed">Decides what is drawn at random.</param>
    /// <param name="fit">The training.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="inIntervals">Whether ordered features are cut into intervals.</param>
    public static MlModel Train(FeatureRows rows, ulong seed, Func<MLContext, MlRows, ITransformer> fit, CancellationToken cancel, bool inIntervals = false)
    {
        cancel.ThrowIfCancellationRequested();
        var ml = new MLContext((int)(seed & int.MaxValue));
        var encoded = new MlRows(ml, OneHot.Learn(rows, inIntervals));
        return new MlModel(encoded, fit(ml, encoded));
    }

    public double[][] Probabilities(FeatureRows rows, CancellationToken cancel)
    {
        var answers = Answers(rows, cancel);
        return answers.Schema.GetColumnOrNull("Probability") is not null
            ? [.. answers.GetColumn<float>("Probability").Select(one => new[] { 1.0 - one, one })]
            : [.. answers.GetColumn<VBuffer<float>>("Score").Select(scores => Normalized([.. scores.DenseValues().Select(score => (double)score)]))];
    }

    public double[] Predict(FeatureRows rows, CancellationToken cancel) =>
        [.. Answers(rows, cancel).GetColumn<float>("Score").Select(score => (double)score)];

    private IDataView Answers(FeatureRows rows, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return _model.Transform(_rows.View(rows));
    }

    // Scores are probabilities or, of naive Bayes, their logarithms up to a constant; some of the latter are negative.
    private static double[] Normalized(double[] scores)
    {
        if (scores.Any(score => score < 0))
        {
            var largest = scores.Max();
            scores = Array.ConvertAll(scores, score => Math.Exp(score - largest));
        }

        return Shares.Of(scores);
    }
}
