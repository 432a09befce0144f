using System.Globalization;
using Microsoft.ML.Data;

namespace SafeSynth.Benchmarks;

/// <summary>Turns rows of text into vectors for a learner, in a way learned from the training file alone.</summary>
/// <remarks>
/// A column whose values all read as numbers or ISO dates takes two slots: the value (a missing one becomes the median) and a mark
/// for missing. Any other column takes one slot per value it has in the training file; a value not seen there sets none.
/// A blank, or the "?" of the UCI files, is a missing value.
/// </remarks>
internal sealed class FeatureSpace
{
    private readonly IFeature[] _features;

    private FeatureSpace(IFeature[] features) => _features = features;

    /// <summary>The number of slots of a vector.</summary>
    public int Width => _features.Sum(f => f.Width);

    public static FeatureSpace Learn(CsvText train, string except) =>
        new([.. train.Names.Where(name => name != except).Select(name => Learn(name, train.Column(name)))]);

    /// <summary>One vector per row.</summary>
    /// <exception cref="InvalidDataException">The table lacks a column of the training file.</exception>
    public VBuffer<float>[] Encode(CsvText table)
    {
        var cells = _features.Select(f => table.Column(f.Column)).ToArray();
        var width = Width;
        var rows = new VBuffer<float>[table.Rows];
        for (var row = 0; row < rows.Length; row++)
        {
            var (slots, values, start) = (new List<int>(), new List<float>(), 0);
            for (var f = 0; f < _features.Length; f++)
            {
                if (_features[f].Encode(cells[f][row]) is var (slot, value))
                {
                    slots.Add(start + slot);
                    values.Add(value);
                }
                start += _features[f].Width;
            }
            rows[row] = new VBuffer<float>(width, slots.Count, [.. values], [.. slots]);
        }
        return rows;
    }

    private static IFeature Learn(string column, string[] cells)
    {
        var present = cells.Where(cell => !IsMissing(cell)).ToArray();
        var numbers = present.Select(Number).OfType<double>().Order().ToArray();
        return numbers.Length == present.Length && numbers.Length > 0
            ? new NumericFeature(column, numbers[numbers.Length / 2])
            : new CategoricalFeature(column, present);
    }

    private static bool IsMissing(string cell) => cell is "" or "?";

    private static double? Number(string cell)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        string[] dates = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss"];
        return DateTime.TryParseExact(cell, dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (date - DateTime.UnixEpoch).TotalDays
            : null;
    }

    private interface IFeature
    {
        string Column { get; }

        int Width { get; }

        /// <summary>The one slot that a cell sets and its value, or null for none.</summary>
        (int Slot, float Value)? Encode(string cell);
    }

    private sealed class NumericFeature(string column, double median) : IFeature
    {
        public string Column => column;

        public int Width => 2;

        public (int Slot, float Value)? Encode(string cell) => Number(cell) is { } number ? (0, (float)(number - median)) : (1, 1f);
    }

    private sealed class CategoricalFeature : IFeature
    {
        private readonly Dictionary<string, int> _slots = [];

        public CategoricalFeature(string column, IEnumerable<string> values)
        {
            Column = column;
            foreach (var value in values)
                _slots.TryAdd(value, _slots.Count);
        }

        public string Column { get; }

        public int Width => _slots.Count;

        public (int Slot, float Value)? Encode(string cell) => _slots.TryGetValue(cell, out var slot) ? (slot, 1f) : null;
    }
}
