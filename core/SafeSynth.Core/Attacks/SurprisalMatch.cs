using SafeSynth.Learners;

namespace SafeSynth.Attacks;

/// <summary>
/// Some synthetic row shares more rare values with a member than real rows do, where a generator repeats parts of what it saw.
/// </summary>
/// <remarks>
/// What a row has in common with the target weighs its surprise: the sum of -log p over the values in which they agree, p being the value's
/// share among the reference and the target. The score is the weight of the best synthetic row less that of the best reference row. Copies
/// of which many cells were replaced stand out, which distances miss: what was replaced adds nothing, and one rare value counts for many
/// common ones.
///
/// Numbers agree if they are equal; where fewer than half of the synthetic values of a column are known ones, of the reference or of any
/// target, if they lie in the same twentieth of the reference: exact agreement would be chance.
///
/// Source: the weights are those of probabilistic record linkage (Fellegi, Sunter 1969), for records of which only agreement by chance is
/// known.
/// </remarks>
public sealed class SurprisalMatch : IAttack
{
    public AttackInfo Info { get; } = new(
        "SurprisalMatch", "Rare values shared with one synthetic row: copies with many cells replaced.", AttackNeeds.Reference, "Fellegi, Sunter 1969");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var cells = new FeatureCells([.. Enumerable.Range(0, setting.Targets.Width).Select(feature => CellsOf(setting, feature))]);
        var targets = cells.Of(setting.Targets);
        var reference = cells.Of(setting.KnownRows);
        var surprises = Surprises(targets, reference);

        // What two rows have in common weighs the total less what they differ in, and the total cancels.
        var synthetic = LeastDifference(targets, cells.Of(setting.Synthetic), surprises, cancel);
        var real = LeastDifference(targets, reference, surprises, cancel);
        return [.. real.Zip(synthetic, (toReal, toSynthetic) => toReal - toSynthetic)];
    }

    private static double[] LeastDifference(FeatureRows targets, FeatureRows rows, double[][] surprises, CancellationToken cancel)
    {
        var least = new double[targets.Count];
        new DistanceScan(rows).Each(targets, target => surprises[target], Keep, cancel);
        return least;

        void Keep(int target, Span<double> differences)
        {
            var smallest = double.PositiveInfinity;
            foreach (var difference in differences)
                smallest = Math.Min(smallest, difference);
            least[target] = smallest;
        }
    }

    // For each target and feature, what agreement weighs.
    private static double[][] Surprises(FeatureRows targets, FeatureRows reference)
    {
        double[][] surprises = [.. Enumerable.Range(0, targets.Count).Select(_ => new double[targets.Width])];
        for (var feature = 0; feature < targets.Width; feature++)
        {
            var counts = reference.ValuesOf(feature).CountBy(value => value).ToDictionary();
            for (var target = 0; target < surprises.Length; target++)
                surprises[target][feature] = Math.Log((reference.Count + 1.0) / (counts.GetValueOrDefault(targets[target][feature]) + 1));
        }

        return surprises;
    }

    /// <summary>Where the twentieths of a feature begin; null if its values are to be compared as they are.</summary>
    private static Intervals? CellsOf(AttackSetting setting, int feature)
    {
        if (setting.Targets.IsCategory(feature))
            return null;
        var known = setting.KnownRows.ValuesOf(feature).Concat(setting.Targets.ValuesOf(feature)).ToHashSet();
        return setting.Synthetic.ValuesOf(feature).Count(known.Contains) * 2 >= setting.Synthetic.Count
            ? null
            : Intervals.OfEqualMass(setting.KnownRows.ValuesOf(feature), FeatureCells.Count);
    }
}
