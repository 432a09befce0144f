namespace SafeSynth.Attacks;

/// <summary>
/// Data plagiarism index: those nearest to a member are synthetic rather than real, where a generator repeats what it saw.
/// </summary>
/// <remarks>
/// The score is the share of synthetic rows among the 20 rows nearest to the target, synthetic and reference rows together, each weighing
/// as much as it is rare: 1 / (number of its kind). Rows that tie for the last places share them, so that the order of rows does not
/// matter, as long as no more than 20 of a kind tie. Source: Ward, Wang, Cheng 2024, "Data Plagiarism Index"; the ratio of synthetic to
/// reference neighbours there puts targets in the same order.
/// </remarks>
public sealed class Dpi : IAttack
{
    private const int Neighbors = 20;

    public AttackInfo Info { get; } = new(
        "Dpi", "Synthetic rows among the nearest 20, real ones included: places that the generator overcrowds.", AttackNeeds.Reference, "Ward, Wang, Cheng 2024");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var (synthetic, reference) = (setting.Synthetic, setting.KnownRows);
        var nearSynthetic = setting.Nearest(synthetic, Neighbors, cancel);
        var nearReference = setting.Nearest(reference, Neighbors, cancel);
        return [.. Enumerable.Range(0, setting.Targets.Count).Select(Share)];

        double Share(int target)
        {
            var (found, other) = CountNearest(nearSynthetic.SquaredDistancesOf(target, Neighbors), nearReference.SquaredDistancesOf(target, Neighbors));
            var (weight, otherWeight) = (found / synthetic.Count, other / reference.Count);
            return weight / (weight + otherWeight);
        }
    }

    // How many of the nearest are of either kind, given both kinds' distances in ascending order.
    private static (double, double) CountNearest(ReadOnlySpan<double> ours, ReadOnlySpan<double> theirs)
    {
        var places = Math.Min(Neighbors, ours.Length + theirs.Length);
        double[] merged = [.. ours, .. theirs];
        Array.Sort(merged);
        var last = merged[places - 1];
        var (ourNearer, theirNearer) = (Below(ours, last), Below(theirs, last));
        var (ourTied, theirTied) = (Tied(ours[ourNearer..], last), Tied(theirs[theirNearer..], last));
        var shareOfTied = (double)(places - ourNearer - theirNearer) / (ourTied + theirTied);
        return (ourNearer + (ourTied * shareOfTied), theirNearer + (theirTied * shareOfTied));
    }

    private static int Below(ReadOnlySpan<double> ascending, double limit)
    {
        var count = 0;
        while (count < ascending.Length && ascending[count] < limit)
            count++;
        return count;
    }

    private static int Tied(ReadOnlySpan<double> ascending, double limit)
    {
        var count = 0;
        while (count < ascending.Length && ascending[count] == limit)
            count++;
        return count;
    }
}
