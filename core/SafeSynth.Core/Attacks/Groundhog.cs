namespace SafeSynth.Attacks;

/// <summary>An unusual record moves what a release is like as a whole: its means and shares, and how features go together.</summary>
/// <remarks>
/// The figures are, of each ordered feature, mean, median, variance and the shares of ten even cells of the known range; of each category,
/// the number of different values and the shares of the ten most common known ones; and the correlations of all these features and values.
/// None of them depends on the record: what it changes is for the classifier to find. Source: Stadler, Oprisanu, Troncoso 2022, "Synthetic
/// Data - Anonymisation Groundhog Day", naive, histogram and correlation features together.
/// </remarks>
public sealed class Groundhog : IShadowAttack
{
    private const int Cells = 10;

    public AttackInfo Info { get; } = new(
        "Groundhog", "Means, shares and correlations of the whole release, which an unusual record moves.", AttackNeeds.Generator | AttackNeeds.Record,
        "Stadler, Oprisanu, Troncoso 2022");

    public Func<SeenRelease, double[]> WatchFor(ShadowTarget target)
    {
        Watched[] watched = [.. Enumerable.Range(0, target.Known.Width).Select(feature => Watched.Of(target.Known, feature))];
        return release => FiguresOf(release.Rows, watched);
    }

    private static double[] FiguresOf(FeatureRows rows, Watched[] watched)
    {
        var figures = new List<double>();
        var columns = new List<double[]>();
        foreach (var feature in watched)
        {
            double[] values = [.. rows.ValuesOf(feature.Feature)];
            figures.AddRange(feature.Summary(values));
            columns.AddRange(feature.Indicators(values).Select(Standardised));
        }

        for (var one = 0; one < columns.Count; one++)
        {
            for (var other = 0; other < one; other++)
                figures.Add(Product(columns[one], columns[other]));
        }

        return [.. figures];
    }

    // To mean 0 and length 1, so that products are correlations; a constant becomes 0.
    private static double[] Standardised(double[] values)
    {
        var mean = values.Length == 0 ? 0 : values.Average();
        var length = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)));
        return Array.ConvertAll(values, value => length > 0 ? (value - mean) / length : 0);
    }

    private static double Product(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var row = 0; row < one.Length; row++)
            sum += one[row] * other[row];
        return sum;
    }

    /// <summary>What is computed of one feature. Cells and common values are those of the known rows.</summary>
    private abstract record Watched(int Feature)
    {
        public static Watched Of(FeatureRows known, int feature) => known.IsCategory(feature)
            ? new Category(feature, [.. known.ValuesOf(feature).CountBy(value => value).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(Cells).Select(pair => pair.Key)])
            : new Number(feature, known.ValuesOf(feature).Min(), known.ValuesOf(feature).Max());

        public abstract IEnumerable<double> Summary(double[] values);

        /// <summary>What is correlated with others: one entry for each row.</summary>
        public abstract IEnumerable<double[]> Indicators(double[] values);

        private sealed record Number(int Feature, double Least, double Most) : Watched(Feature)
        {
            public override IEnumerable<double> Summary(double[] values)
            {
                if (values.Length == 0)
                    return new double[3 + Cells];
                var mean = values.Average();
                var shares = new double[Cells];
                foreach (var value in values)
                    shares[Math.Clamp((int)(Cells * (value - Least) / Math.Max(Most - Least, double.Epsilon)), 0, Cells - 1)] += 1.0 / values.Length;
                return [mean, values.Order().ElementAt(values.Length / 2), values.Average(value => (value - mean) * (value - mean)), .. shares];
            }

            public override IEnumerable<double[]> Indicators(double[] values) => [values];
        }

        private sealed record Category(int Feature, double[] Common) : Watched(Feature)
        {
            public override IEnumerable<double> Summary(double[] values) =>
                [values.Distinct().Count(), .. Common.Select(common => values.Length == 0 ? 0 : (double)values.Count(value => value == common) / values.Length)];

            public override IEnumerable<double[]> Indicators(double[] values) =>
                Common.Select(common => Array.ConvertAll(values, value => value == common ? 1.0 : 0));
        }
    }
}
