using SafeSynth.Data;

namespace SafeSynth.Attacks;

/// <summary>
/// Recognises columns that name rows: made up anew in synthetic tables, they bear no relation to anyone and only drown what does.
/// </summary>
/// <remarks>
/// Both rules look at the rows of all tables together, so that it makes no difference to them who is a member. Texts (names, e-mail
/// addresses, notes) are taken for names where 99 in 100 are different; a generator that repeats its members' texts brings more than that
/// twice, and then they are evidence and stay. Whole numbers are taken for serial numbers where none comes more than twice, once in a real
/// row and once in a synthetic one, though ten or more would come three times if they were drawn at random from their range: chance has no
/// more than about e^-10 of a part in that. Whether a generator copies serial numbers or counts anew cannot be told apart, so these go in
/// any case.
/// </remarks>
internal static class RowNames
{
    private const double DistinctShare = 0.99;
    private const double ExpectedTriples = 10;

    /// <summary>Whether a column names the rows of the tables.</summary>
    public static bool Fill(string column, IReadOnlyList<OwnerTable> tables) => tables.All(table => table.IsOrdered(column))
        ? AreSerialNumbers([.. tables.SelectMany(table => table.NumbersOf(column)).Where(number => !double.IsNaN(number))])
        : AreUnique([.. tables.SelectMany(table => table.TextsOf(column)).Where(text => text.Length > 0)]);

    private static bool AreUnique(List<string> texts) => texts.Distinct().Count() >= DistinctShare * texts.Count;

    private static bool AreSerialNumbers(List<double> numbers)
    {
        if (numbers.Count == 0 || !numbers.All(double.IsInteger) || numbers.CountBy(number => number).Any(counted => counted.Value > 2))
            return false;

        var (n, range) = ((double)numbers.Count, numbers.Max() - numbers.Min() + 1);
        return n * (n - 1) * (n - 2) / 6 >= ExpectedTriples * range * range;
    }
}
