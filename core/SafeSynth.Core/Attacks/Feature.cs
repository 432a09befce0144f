using SafeSynth.Data;

namespace SafeSynth.Attacks;

/// <summary>What a feature takes from one column of a table.</summary>
internal abstract record Feature(string Name, string Column)
{
    public abstract bool IsCategory { get; }

    /// <summary>One value for each row.</summary>
    public abstract double[] Encode(OwnerTable table);

    /// <summary>What the number of a category stands for.</summary>
    /// <exception cref="ArgumentException">The feature is no category of texts.</exception>
    public virtual string ValueOf(double number) => throw new ArgumentException($"'{Name}' has no texts.", nameof(number));

    /// <summary>The features of one column that all tables have; none if it tells rows apart and nothing else.</summary>
    /// <param name="column">The column.</param>
    /// <param name="known">The rows that scales are learned from.</param>
    /// <param name="tables">All tables that are to be encoded.</param>
    public static IEnumerable<Feature> Of(string column, OwnerTable known, IReadOnlyList<OwnerTable> tables)
    {
        if (RowNames.Fill(column, tables))
            yield break;
        if (!tables.All(table => table.IsOrdered(column)))
        {
            yield return Category.Learn(column, tables);
            yield break;
        }

        yield return Number.Learn(column, known, tables);
        if (tables.Any(table => table.NumbersOf(column).Any(double.IsNaN)))
            yield return new Absence(column);
    }

    /// <summary>A number or a date, in standard deviations from the mean; where it is missing, the mean.</summary>
    /// <remarks>
    /// Where the known rows do not vary, all tables give the scale, without regard to which row is whose. Nothing is further out than 10^6
    /// deviations, so that squares and sums of what comes of huge values stay finite.
    /// </remarks>
    private sealed record Number(string Column, double Mean, double Deviation) : Feature(Column, Column)
    {
        private const double Furthest = 1e6;

        public override bool IsCategory => false;

        public static Number Learn(string column, OwnerTable known, IReadOnlyList<OwnerTable> tables) =>
            ScaleOf(column, known.NumbersOf(column)) ?? ScaleOf(column, tables.SelectMany(table => table.NumbersOf(column))) ?? new Number(column, 0, 1);

        public override double[] Encode(OwnerTable table) => Array.ConvertAll(
            table.NumbersOf(Column), number => double.IsNaN(number) ? 0 : Math.Clamp(((number / 2) - (Mean / 2)) / Deviation * 2, -Furthest, Furthest));

        // Relative to the largest, so that squares do not overflow; null where there is nothing to scale by.
        private static Number? ScaleOf(string column, IEnumerable<double> values)
        {
            var numbers = values.Where(number => !double.IsNaN(number)).ToList();
            if (numbers.Count == 0 || numbers.Min() == numbers.Max())
                return null;
            var largest = numbers.Max(Math.Abs);
            var mean = numbers.Average(number => number / largest);
            var deviation = Math.Sqrt(numbers.Average(number => ((number / largest) - mean) * ((number / largest) - mean)));
            return deviation * largest > 0 ? new Number(column, mean * largest, deviation * largest) : null;
        }
    }

    /// <summary>Whether a number is missing: a category of its own, so that the mean in its place is not taken for a value.</summary>
    private sealed record Absence(string Column) : Feature($"{Column} is missing", Column)
    {
        public override bool IsCategory => true;

        public override double[] Encode(OwnerTable table) =>
            Array.ConvertAll(table.NumbersOf(Column), number => double.IsNaN(number) ? 1.0 : 0.0);
    }

    /// <summary>A text, by the number of its value, -1 if it was in no table before; missing is a value as any other.</summary>
    private sealed record Category(string Column, Dictionary<string, int> Numbers) : Feature(Column, Column)
    {
        public override bool IsCategory => true;

        public static Category Learn(string column, IReadOnlyList<OwnerTable> tables)
        {
            var values = tables.SelectMany(table => table.TextsOf(column)).Distinct().Order(StringComparer.Ordinal);
            return new Category(column, values.Select((value, number) => (value, number)).ToDictionary(pair => pair.value, pair => pair.number));
        }

        public override double[] Encode(OwnerTable table) =>
            Array.ConvertAll(table.TextsOf(Column), value => (double)Numbers.GetValueOrDefault(value, -1));

        public override string ValueOf(double number) => Numbers.FirstOrDefault(pair => pair.Value == number).Key ?? "";
    }
}
