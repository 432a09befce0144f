using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>How a release of a table shares its budget between rows and the texts in them.</summary>
/// <remarks>
/// Shares are constants: those that followed the data would have to be paid for. A table without columns of texts has all of it for its
/// rows.
/// </remarks>
internal static class TextBudget
{
    /// <summary>The share of rho that all columns of texts have together.</summary>
    public const double Share = 0.4;

    /// <summary>The share of rho that is left for rows.</summary>
    public static double RowsShare(IEnumerable<Field> fields) => fields.Any(IsText) ? 1 - Share : 1;

    /// <summary>The share of delta to set apart for what is named only where enough people have it: values of columns, and words.</summary>
    public static double ThresholdShareFor(IReadOnlyList<Field> fields) =>
        LayoutLearner.ThresholdShareFor(fields) + TextThresholdShare(fields);

    /// <summary>The part of a release's limit that is left for rows.</summary>
    public static ZcdpCost ForRows(ZcdpCost limit, IReadOnlyList<Field> fields)
    {
        if (!fields.Any(IsText))
            return limit;
        var learned = LayoutLearner.ThresholdShareFor(fields);
        return Part(limit, 1 - Share, learned / (learned + TextThresholdShare(fields)));
    }

    /// <summary>The part of a release's limit that each column of texts has.</summary>
    public static ZcdpCost ForTexts(ZcdpCost limit, IReadOnlyList<Field> fields)
    {
        var texts = fields.Count(IsText);
        return Part(limit, Share / texts, TextThresholdShare(fields) / ThresholdShareFor(fields) / texts);
    }

    /// <summary>Whether a column holds texts.</summary>
    public static bool IsText(Field field) => field.Role == FieldRole.Text;

    private static double TextThresholdShare(IEnumerable<Field> fields) => fields.Any(IsText) ? NGram.LearnedThreshold : 0;

    // A last digit less, since sums are rounded up.
    private static ZcdpCost Part(ZcdpCost whole, double rho, double delta) => new(Down(whole.Rho * rho), Down(whole.Delta * delta));

    private static double Down(double value) => Math.Max(0, Math.BitDecrement(Math.BitDecrement(value)));
}
