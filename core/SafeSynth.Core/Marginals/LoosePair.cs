namespace SafeSynth.Marginals;

/// <summary>
/// A measured pair of columns that a model's tree does not hold, with counts that agree with the model's columns: what rows are brought to.
/// </summary>
/// <remarks>
/// The answer less the model's counts is projected on the tables whose rows and columns sum to 0, so that only the interaction of the
/// two is taken from it (the residual of Mullins, Fuentes, Xiao, Kifer, Musco, Sheldon 2024), as far as it is not noise
/// (<see cref="JamesStein"/>). Negative counts become 0, and proportional fitting (Deming and Stephan 1940)
/// restores the model's columns.
/// </remarks>
/// <param name="Clique">The two columns.</param>
/// <param name="Counts">Non-negative counts in canonical order.</param>
internal sealed record LoosePair(Clique Clique, double[] Counts)
{
    private const int FittingRounds = 30;

    /// <summary>
    /// The estimate that follows from a noisy answer and a model; null where the answer tells nothing that the model does not.
    /// </summary>
    /// <param name="answer">The noisy counts of the pair.</param>
    /// <param name="model">The model's counts of it.</param>
    /// <param name="shape">The size of every attribute.</param>
    public static LoosePair? Estimate(Measurement answer, double[] model, ReadOnlySpan<int> shape)
    {
        var (rows, columns) = (shape[answer.Clique[0]], shape[answer.Clique[1]]);
        double[] interaction = [.. answer.Answers.Zip(model, (noisy, expected) => noisy - expected)];
        Center(interaction, rows, columns);
        var believed = JamesStein.Share(interaction.Sum(count => count * count), (rows - 1.0) * (columns - 1), answer.StandardDeviation);
        if (believed == 0) return null;

        double[] counts = [.. model.Zip(interaction, (expected, more) => Math.Max(0, expected + (believed * more)))];
        for (var round = 0; round < FittingRounds; round++)
        {
            Fit(counts, model, rows, columns, columns, 1);
            Fit(counts, model, columns, rows, 1, columns);
        }

        return new LoosePair(answer.Clique, counts);
    }

    /// <summary>The counts of the other column among rows that are chosen by the values of one.</summary>
    /// <param name="column">The one; one of the two.</param>
    /// <param name="shares">For each of its values, the share of the rows that are chosen.</param>
    public (int Other, double[] Counts) Among(int column, double[] shares)
    {
        var isFirst = Clique[0] == column;
        var counts = new double[Counts.Length / shares.Length];
        for (var cell = 0; cell < Counts.Length; cell++)
        {
            var (first, second) = Math.DivRem(cell, isFirst ? counts.Length : shares.Length);
            var (value, other) = isFirst ? (first, second) : (second, first);
            counts[other] += shares[value] * Counts[cell];
        }

        return (isFirst ? Clique[1] : Clique[0], counts);
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
