using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Learners;

/// <summary>
/// A network of two hidden layers of 64 rectified units, trained by Adam (rate 0.001) on 600 batches of 256 rows; classes only.
/// </summary>
/// <remarks>
/// Results are the same bits on every machine. The first weights are uniform within 1 over the square root of the number of inputs. Source:
/// Kingma, Ba 2015, "Adam", for the training.
/// </remarks>
public sealed class NeuralNetwork : ILearner
{
    private const int Batches = 600, RowsPerBatch = 256;

    public LearnerInfo Info { get; } = new("NeuralNetwork", "Two hidden layers of 64 units; classes only.", "Kingma, Ba 2015");

    public IClassifier Classify(FeatureRows rows, int[] classes, int count, ulong seed, CancellationToken cancel) =>
        OneAgainstTheRest.Train(classes, count, labels => Train(rows, labels, seed, cancel), cancel);

    public IRegression? Regress(FeatureRows rows, double[] values, ulong seed, CancellationToken cancel) => null;

    private static Func<FeatureRows, CancellationToken, double[]> Train(FeatureRows rows, bool[] labels, ulong seed, CancellationToken cancel)
    {
        var encoding = OneHot.Learn(rows);
        var encoded = Enumerable.Range(0, rows.Count).Select(row => encoding.NonZero(rows, row).ToArray()).ToArray();
        var random = new SampleRandom(seed);
        var network = new NetworkWeights(encoding.Width, random);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        var next = order.Length;
        for (var batch = 0; batch < Batches; batch++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < RowsPerBatch; i++, next++)
            {
                if (next == order.Length)
                {
                    random.Shuffle<int>(order);
                    next = 0;
                }

                network.Learn(encoded[order[next]], labels[order[next]]);
            }

            network.Step(RowsPerBatch);
        }

        return (asked, stop) =>
        {
            var answers = new double[asked.Count];
            Parallel.For(0, answers.Length, new ParallelOptions { CancellationToken = stop }, network.Scratch, (row, _, scratch) =>
            {
                answers[row] = network.Probability([.. encoding.NonZero(asked, row)], scratch);
                return scratch;
            },
            _ => { });
            return answers;
        };
    }
}
