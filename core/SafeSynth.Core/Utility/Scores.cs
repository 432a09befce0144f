namespace SafeSynth.Utility;

/// <summary>How good answers are, each with the standard error that comes of there being so many test rows and no more.</summary>
internal static class Scores
{
    /// <summary>
    /// The area under the ROC curve, ties counting half; where there is one class only nothing is known: 0.5 with an error of 0.5. Error:
    /// DeLong, DeLong, Clarke-Pearson 1988.
    /// </summary>
    public static (double Value, double Error) Area(double[] scores, bool[] isPositive)
    {
        double[] positives = [.. Of(true)], negatives = [.. Of(false)];
        if (positives.Length == 0 || negatives.Length == 0)
            return (0.5, 0.5);
        Array.Sort(positives);
        Array.Sort(negatives);
        var won = Array.ConvertAll(positives, score => Below(negatives, score));
        var lost = Array.ConvertAll(negatives, score => Below(positives, score));
        return (won.Average(), Math.Sqrt((Variance(won) / won.Length) + (Variance(lost) / lost.Length)));

        IEnumerable<double> Of(bool kind) => scores.Where((_, row) => isPositive[row] == kind);
    }

    /// <summary>
    /// The share of right answers. Error: that of two right and two wrong answers more, so that it is never 0 (Agresti, Coull 1998).
    /// </summary>
    public static (double Value, double Error) Accuracy(bool[] isRight)
    {
        var (right, padded) = (isRight.Count(one => one), isRight.Length + 4.0);
        var share = (right + 2) / padded;
        return ((double)right / isRight.Length, Math.Sqrt(share * (1 - share) / padded));
    }

    /// <summary>
    /// The share of the variance that is explained; negative where the mean would have been the better answer. Error by the delta method.
    /// </summary>
    public static (double Value, double Error) Explained(double[] predicted, double[] answers)
    {
        var mean = answers.Average();
        var variance = answers.Average(answer => (answer - mean) * (answer - mean));
        double[] squares = [.. predicted.Zip(answers, (one, other) => (one - other) * (one - other))];
        if (variance == 0)
            return (0, 0);
        var left = squares.Average() / variance;
        double[] influence = [.. squares.Zip(answers, (square, answer) => (square - (left * (answer - mean) * (answer - mean))) / variance)];
        return (1 - left, Math.Sqrt(Variance(influence) / influence.Length));
    }

    // The share of the ascending values that are smaller, those that are equal counting half.
    private static double Below(double[] ascending, double value) =>
        (LowerBound(ascending, value, orEqual: false) + LowerBound(ascending, value, orEqual: true)) / (2.0 * ascending.Length);

    private static int LowerBound(double[] ascending, double value, bool orEqual)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] < value || (orEqual && ascending[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1);
    }
}
