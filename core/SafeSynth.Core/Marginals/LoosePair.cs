namespace SafeSynth.Marginals;

/// <summary>A measured pair of columns that a model's tree does not hold, with counts that agree with the model's columns: what rows are brought to.</summary>
/// <remarks>
/// The answer less the model's counts is projected on the tables whose rows and columns sum to 0, so that only the interaction of the
/// two is taken from it (the residual of Mullins, Fuentes, Xiao, Kifer, Musco, Sheldon 2024), and shrunk towards 0 by the share that
/// its length owes to noise (James and Stein 1961, positive part). Negative counts become 0, and proportional fitting (Deming and Stephan 1940)
/// restores the model's columns.
/// </remarks>
/// <param name="Clique">The two columns.</param>
/// <param name="Counts">Non-negative counts in canonical order.</param>
internal sealed record LoosePair(Clique Clique, double[] Counts)
{
    private const int FittingRounds = 30;

    /// <summary>The estimate that follows from a noisy answer and a model; null where the answer tells nothing that the model does not.</summary>
    /// <param name="answer">The noisy counts of the pair.</param>
    /// <param name="model">The model's counts of it.</param>
    /// <param name="shape">The size of every attribute.</param>
    public static LoosePair? Estimate(Measurement answer, double[] model, ReadOnlySpan<int> shape)
    {
        var (rows, columns) = (shape[answer.Clique[0]], shape[answer.Clique[1]]);
        double[] interaction = [.. answer.Answers.Zip(model, (noisy, expected) => noisy - expected)];
        Center(interaction, rows, columns);
        var noise = (rows - 1.0) * (columns - 1) * answer.StandardDeviation * answer.StandardDeviation;
        var square = interaction.Sum(count => count * count);
        if (square <= noise) return null;

        double[] counts = [.. model.Zip(interaction, (expected, more) => Math.Max(0, expected + ((1 - (noise / square)) * more)))];
        for (var round = 0; round < FittingRounds; round++)
        {
            Fit(counts, model, rows, columns, columns, 1);
            Fit(counts, model, columns, rows, 1, columns);
        }

        return new LoosePair(answer.Clique, counts);
    }

    private static void Center(double[] table, int rows, int columns)
    {
        for (var x = 0; x < rows; x++) AddToLine(table, x * columns, 1, columns, -LineSum(table, x * columns, 1, columns) / columns);
        for (var y = 0; y < columns; y++) AddToLine(table, y, columns, rows, -LineSum(table, y, columns, rows) / rows);
    }

    // Scales every line of a table to the sum of the same line of another.
    private static void Fit(double[] counts, double[] model, int lines, int length, int lineStride, int stride)
    {
        for (var line = 0; line < lines; line++)
        {
            var sum = LineSum(counts, line * lineStride, stride, length);
            var factor = sum > 0 ? LineSum(model, line * lineStride, stride, length) / sum : 0;
            for (var (i, at) = (0, line * lineStride); i < length; i++, at += stride) counts[at] *= factor;
        }
    }

    private static double LineSum(double[] table, int start, int stride, int length)
    {
        double sum = 0;
        for (var (i, at) = (0, start); i < length; i++, at += stride) sum += table[at];
        return sum;
    }

    private static void AddToLine(double[] table, int start, int stride, int length, double more)
    {
        for (var (i, at) = (0, start); i < length; i++, at += stride) table[at] += more;
    }
}
