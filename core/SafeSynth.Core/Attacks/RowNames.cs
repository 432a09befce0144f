using SafeSynth.Data;

namespace SafeSynth.Attacks;

/// <summary>Recognises columns that name rows: made up anew in synthetic tables, they bear no relation to anyone and only drown what does.</summary>
/// <remarks>
/// Each rule treats all tables alike. Texts (names, e-mail addresses, notes) are taken for names where nine in ten of a table's are different and hardly
/// any is found in two tables; a generator that repeats its members' texts shares them with the members' table, and then they are evidence and stay.
/// Whole numbers are taken for serial numbers where no table has one twice though numbers drawn at random from their range would collide: ten pairs
/// or more are expected in the largest table, so that chance has no more than e^-10 of a part in it. Whether generators copy serial numbers or count anew
/// cannot be told apart, so these go in any case.
/// </remarks>
internal static class RowNames
{
    private const double DistinctShare = 0.9;
    private const double SharedShare = 0.01;
    private const double ExpectedPairs = 10;

    /// <summary>Whether a column names rows in each of the tables.</summary>
    public static bool Fill(string column, IReadOnlyList<OwnerTable> tables) =>
        tables.All(table => table.IsOrdered(column)) ? AreSerialNumbers(column, tables) : AreUniqueTexts(column, tables);

    private static bool AreUniqueTexts(string column, IReadOnlyList<OwnerTable> tables)
    {
        List<List<string>> texts = [.. tables.Select(table => table.TextsOf(column).Where(text => text.Length > 0).ToList())];
        List<HashSet<string>> values = [.. texts.Select(table => table.ToHashSet())];
        if (values.Zip(texts).Any(pair => pair.First.Count < DistinctShare * pair.Second.Count))
            return false;

        var homes = values.SelectMany(table => table).CountBy(value => value).ToDictionary();
        var shared = texts.SelectMany(table => table).Count(value => homes[value] > 1);
        return shared < SharedShare * texts.Sum(table => table.Count);
    }

    private static bool AreSerialNumbers(string column, IReadOnlyList<OwnerTable> tables)
    {
        List<double[]> numbers = [.. tables.Select(table => Array.FindAll(table.NumbersOf(column), number => !double.IsNaN(number)))];
        if (numbers.Any(table => !table.All(double.IsInteger) || table.Distinct().Count() < table.Length))
            return false;

        var most = numbers.MaxBy(table => table.Length)!;
        return most.Length > 0 && most.Length * (most.Length - 1.0) / 2 >= ExpectedPairs * (most.Max() - most.Min() + 1);
    }
}
