namespace SafeSynth.Attacks;

/// <summary>Chooses the records that generators give away first: those far from all others.</summary>
/// <remarks>
/// A record's score is its mean distance to the five others that are nearest to it. The distance is one less the cosine of one-hot
/// categories, weighed by their share of the features, plus one less the cosine of ordered features on a scale from 0 to 1, weighed by
/// theirs. Source: Meeus, Guepin, Cretu, de Montjoye 2023, "Achilles' Heels: Vulnerable Record Identification in Synthetic Data
/// Publishing". The published code counts the record itself, at distance 0, among the five; here it is no neighbour of its own, another
/// record of the same values is.
/// </remarks>
public static class WorstRecords
{
    private const int Nearest = 5;

    /// <summary>The numbers of the records with the highest scores, highest first; of equals the earlier.</summary>
    /// <param name="rows">All records.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="cancel">Stops the search.</param>
    public static int[] Choose(FeatureRows rows, int count, CancellationToken cancel)
    {
        var scores = Scores(rows, cancel);
        return [.. Enumerable.Range(0, rows.Count).OrderByDescending(row => scores[row]).Take(count)];
    }

    /// <summary>The score of every record.</summary>
    internal static double[] Scores(FeatureRows rows, CancellationToken cancel)
    {
        var (numbers, categories) = (OnUnitScale(rows), Enumerable.Range(0, rows.Width).Where(rows.IsCategory).ToArray());
        var lengths = Array.ConvertAll(numbers, values => Math.Sqrt(Product(values, values)));
        double ofNumbers = (double)(rows.Width - categories.Length) / rows.Width, ofCategories = 1 - ofNumbers;
        var scores = new double[rows.Count];
        Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancel }, row =>
        {
            var nearest = new double[Math.Min(Nearest, rows.Count - 1)];
            Array.Fill(nearest, double.PositiveInfinity);
            for (var other = 0; other < rows.Count; other++)
            {
                var distance = other == row ? double.PositiveInfinity : Distance(row, other);
                for (var at = nearest.Length - 1; at >= 0 && distance < nearest[at]; at--)
                {
                    if (at < nearest.Length - 1)
                        nearest[at + 1] = nearest[at];
                    nearest[at] = distance;
                }
            }

            scores[row] = nearest.DefaultIfEmpty().Average();
        });
        return scores;

        double Distance(int one, int other)
        {
            var product = lengths[one] * lengths[other];
            // Of the vector 0 there is no cosine: it is like itself and unlike all others.
            var cosine = product > 0 ? Product(numbers[one], numbers[other]) / product : lengths[one] == lengths[other] ? 1 : 0;
            var same = 0;
            foreach (var category in categories)
                same += rows[one][category] == rows[other][category] ? 1 : 0;
            return (ofNumbers * (1 - cosine)) + (categories.Length == 0 ? 0 : ofCategories * (1 - ((double)same / categories.Length)));
        }
    }

    // The ordered features of each row; what is the same everywhere becomes 0.
    private static double[][] OnUnitScale(FeatureRows rows)
    {
        int[] ordered = [.. Enumerable.Range(0, rows.Width).Where(feature => !rows.IsCategory(feature))];
        var bounds = Array.ConvertAll(ordered, feature => (Least: rows.ValuesOf(feature).Min(), Most: rows.ValuesOf(feature).Max()));
        return [.. Enumerable.Range(0, rows.Count).Select(row => ordered.Select((feature, i) =>
            bounds[i].Most > bounds[i].Least ? (rows[row][feature] - bounds[i].Least) / (bounds[i].Most - bounds[i].Least) : 0).ToArray())];
    }

    private static double Product(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
