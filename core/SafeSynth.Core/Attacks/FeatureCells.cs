using SafeSynth.Learners;

namespace SafeSynth.Attacks;

/// <summary>Numbers by the twentieth in which they lie, where equality of the numbers themselves would be chance.</summary>
/// <param name="Cells">For each feature its cells; null where its values are compared as they are.</param>
internal sealed record FeatureCells(Intervals?[] Cells)
{
    public const int Count = 20;

    /// <summary>The rows with cells for values where there are cells; everything to be compared for identity.</summary>
    public FeatureRows Of(FeatureRows rows)
    {
        var values = new double[rows.Count * rows.Width];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var feature = 0; feature < rows.Width; feature++)
            {
                var value = rows[row][feature];
                values[(row * rows.Width) + feature] = Cells[feature]?.CodeOf(value) ?? value;
            }
        }

        return new FeatureRows(values, [.. Enumerable.Repeat(true, rows.Width)]);
    }
}
