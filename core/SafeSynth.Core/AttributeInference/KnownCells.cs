using SafeSynth.Attacks;
using SafeSynth.Learners;

namespace SafeSynth.AttributeInference;

/// <summary>What is known, as categories alone, so that Hamming distance means something.</summary>
internal static class KnownCells
{
    /// <summary>
    /// The same setting with numbers by the twentieth of the rows in which they lie; of which there are no more than 20, they stay what
    /// they are.
    /// </summary>
    public static SecretSetting Of(SecretSetting setting)
    {
        var rows = setting.Rows;
        var cells = new FeatureCells(
        [
            .. Enumerable.Range(0, rows.Width).Select(feature =>
                rows.IsCategory(feature) || rows.ValuesOf(feature).Distinct().Count() <= FeatureCells.Count ? null : Intervals.OfEqualMass(rows.ValuesOf(feature), FeatureCells.Count)),
        ]);
        return setting with { Targets = cells.Of(setting.Targets), Rows = cells.Of(rows) };
    }
}
