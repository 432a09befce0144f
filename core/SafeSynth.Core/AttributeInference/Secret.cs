using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.AttributeInference;

/// <summary>The column that is guessed at: its values as numbers, and how close a guess comes.</summary>
/// <remarks>
/// <para>Numbers and dates of more than 20 values in all tables together are numbers, everything else is a category. What is missing is
/// nothing to guess.</para>
/// <para>The closeness of a guess is 1 for the right category and 0 for a wrong one. Of a number it is 1 less the share of the targets that
/// lie between guess and truth, those at either value counting half: no unit, no scale, no way for one huge value to outweigh everybody.
/// Guessing the median of all comes to .75 on average. Which targets are members makes no difference to it.</para>
/// </remarks>
internal sealed class Secret
{
    private const int MostCategories = 20;

    private readonly Dictionary<string, double>? _codes;

    private Secret(string column, bool isCategory, Dictionary<string, double>? codes) =>
        (Column, IsCategory, _codes) = (column, isCategory, codes);

    public string Column { get; }

    public bool IsCategory { get; }

    /// <exception cref="SafeSynthException">SS3040: a table has no such column.</exception>
    public static Secret Learn(string column, IReadOnlyList<OwnerTable> tables)
    {
        foreach (var table in tables)
        {
            if (!table.ColumnNames.Contains(column))
                throw GateFault.NoColumn(column, table.Name);
        }

        if (tables.All(table => table.IsOrdered(column)))
        {
            var values = tables.SelectMany(table => table.NumbersOf(column)).Where(value => !double.IsNaN(value)).Distinct().Count();
            return new Secret(column, values <= MostCategories, codes: null);
        }

        var texts = tables.SelectMany(table => table.TextsOf(column)).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return new Secret(
            column, isCategory: true, texts.Select((text, number) => (text, number)).ToDictionary(pair => pair.text, pair => (double)pair.number));
    }

    /// <summary>The secret of every row: a number, or the number of a category; NaN where it is missing.</summary>
    public double[] ValuesOf(OwnerTable table) =>
        _codes is null ? table.NumbersOf(Column) : Array.ConvertAll(table.TextsOf(Column), text => _codes.GetValueOrDefault(text, double.NaN));

    /// <summary>Whose secret is not missing.</summary>
    public bool[] IsThere(OwnerTable table) => Array.ConvertAll(ValuesOf(table), value => !double.IsNaN(value));

    /// <summary>The expected closeness of each guess, from 0 to 1.</summary>
    /// <param name="guesses">One for each target.</param>
    /// <param name="truths">The targets' secrets.</param>
    public double[] Closeness(IReadOnlyList<SecretGuess> guesses, double[] truths)
    {
        double[] sorted = [.. truths.Order()];
        return [.. guesses.Zip(truths, (guess, truth) => guess.Values.Sum(value => value.Chance * ClosenessOf(value.Value, truth, sorted)))];
    }

    private double ClosenessOf(double guess, double truth, double[] sorted) =>
        IsCategory ? (guess == truth ? 1 : 0) : 1 - Math.Abs(Place(guess, sorted) - Place(truth, sorted));

    // The share of values below, those equal counting half.
    private static double Place(double value, double[] sorted) =>
        (Below(value, sorted) + Below(Math.BitIncrement(value), sorted)) / (2.0 * sorted.Length);

    private static int Below(double limit, double[] sorted)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < limit ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
