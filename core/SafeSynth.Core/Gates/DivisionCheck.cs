using System.Runtime.InteropServices;
using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Gates;

/// <summary>Whether members and others look as if they had been divided at random, judged without the release.</summary>
/// <remarks>
/// <para>Groups that differ by themselves would pass for a leak; groups that share rows would hide one, and so would a reference that holds
/// those who are compared. Three exact permutation tests, each at a third of the level: of every feature's location and spread and every
/// common category (<see cref="MaxTTest"/>, both sides); of the number of pairs of equal rows of which one is a member and the other is
/// not; and, where every row is a person of its own, of the number of such pairs of which one is compared and the other is known. Whole
/// units are permuted.</para>
/// <para>Groups that differ only in how features go together are not found out, nor are about ten shared rows or fewer, where no others are
/// equal: a coin may have divided so many.</para>
/// </remarks>
internal static class DivisionCheck
{
    /// <summary>The chance that groups that were divided at random are taken for others.</summary>
    public const double Level = 0.001;

    private const int Tests = 3, Permutations = 9_999;

    // Categories that fewer rows have cannot differ significantly.
    private const int FewestInCategory = 10;

    private const int MostCategories = 20;

    /// <summary>What speaks against a random division, in sentences that end with what to do; null where nothing does.</summary>
    /// <param name="people">Who is compared.</param>
    /// <param name="isMember">For each unit, whether it is a member.</param>
    /// <param name="seed">Decides the permutations.</param>
    /// <param name="cancel">Stops the work.</param>
    public static string? FaultOf(ComparedPeople people, bool[] isMember, ulong seed, CancellationToken cancel)
    {
        var (targets, units) = (people.Targets, people.Units);
        if (Overlap(targets, units, isMember, seed, cancel))
            return NotAtRandom("they have rows in common");
        // Of people with several rows nobody knows which of the known rows belong together.
        if (people is { UnitColumn: null, Reference: { } known } && Overlap(
            targets.Concat(known), [.. Enumerable.Range(0, targets.Count + known.Count)],
            [.. Enumerable.Range(0, targets.Count + known.Count).Select(row => row >= targets.Count)], seed, cancel))
            return "more of those who are compared are among the rows that the attacker knows than chance explains. Take them out of the reference.";

        var weights = Enumerable.Range(0, targets.Width).SelectMany(feature => WeightsOf(targets, feature)).ToList();
        if (people.Reference is { } reference)
            weights.Add(AmongKnown(targets, reference));
        if (weights.Count == 0)
            return null;
        var outcome = new MaxTTest([.. weights.Select(of => PerUnit(of, units, isMember.Length))], isTwoSided: true).Run(isMember, Permutations, seed, cancel);
        if (outcome.PValue > Level / Tests)
            return null;
        var isKnown = people.Reference is not null && outcome.Observed[^1] == outcome.Observed.Max();
        return isKnown ? "more of one side than of the other are among the rows that the attacker knows. Take them out of the reference."
            : NotAtRandom("they differ by themselves, whatever was released");
    }

    private static string NotAtRandom(string why) =>
        $"members and others were not divided at random: {why}. Divide them at random before the fit.";

    // A reference that holds the members would hide what members are found by.
    private static double[] AmongKnown(FeatureRows targets, FeatureRows reference)
    {
        var known = Enumerable.Range(0, reference.Count).Select(row => KeyOf(reference, row)).ToHashSet();
        return [.. Enumerable.Range(0, targets.Count).Select(row => known.Contains(KeyOf(targets, row)) ? 1.0 : 0)];
    }

    private static string KeyOf(FeatureRows rows, int row) => Convert.ToHexString(MemoryMarshal.AsBytes(rows[row]));

    private static IEnumerable<double[]> WeightsOf(FeatureRows targets, int feature)
    {
        double[] values = [.. Enumerable.Range(0, targets.Count).Select(row => targets[row][feature])];
        if (!targets.IsCategory(feature))
        {
            var median = values.Order().ElementAt(values.Length / 2);
            return [new Suspicion(values).RankWeights(), new Suspicion(Array.ConvertAll(values, value => Math.Abs(value - median))).RankWeights()];
        }

        return values.CountBy(value => value).Where(category => category.Value >= FewestInCategory)
            .OrderByDescending(category => category.Value).ThenBy(category => category.Key).Take(MostCategories)
            .Select(category => Array.ConvertAll(values, value => value == category.Key ? 1.0 : 0));
    }

    private static double[] PerUnit(double[] weights, IReadOnlyList<int> units, int count)
    {
        var sums = new double[count];
        for (var row = 0; row < weights.Length; row++)
            sums[units[row]] += weights[row];
        return sums;
    }

    // Random labels put a pair of equal rows on different sides about half of the time; files that overlap do so with every pair.
    private static bool Overlap(FeatureRows rows, IReadOnlyList<int> units, bool[] isMarked, ulong seed, CancellationToken cancel)
    {
        List<int[]> repeated =
        [
            .. Enumerable.Range(0, rows.Count).GroupBy(row => KeyOf(rows, row))
                .Select(equal => equal.Select(row => units[row]).ToArray()).Where(equal => equal.Length > 1),
        ];
        int[] involved = [.. repeated.SelectMany(equal => equal).Distinct()];
        var (observed, marked, labels, random) = (PairsAcross(repeated, isMarked), isMarked.Count(one => one), new bool[isMarked.Length], new SampleRandom(seed));
        var atLeast = 1;
        for (var i = 0; i < Permutations && !IsCommon(atLeast); i++)
        {
            cancel.ThrowIfCancellationRequested();
            // The labels of the units that matter, in whatever order, as if all had been dealt out.
            var (markedLeft, left) = (marked, isMarked.Length);
            foreach (var unit in involved)
                labels[unit] = random.Next(left--) < markedLeft && markedLeft-- > 0;
            atLeast += PairsAcross(repeated, labels) >= observed ? 1 : 0;
        }

        return !IsCommon(atLeast);

        static bool IsCommon(int atLeast) => atLeast > Level / Tests * (Permutations + 1);
    }

    private static long PairsAcross(List<int[]> repeated, bool[] isMember)
    {
        var pairs = 0L;
        foreach (var equal in repeated)
        {
            var members = 0;
            foreach (var unit in equal)
                members += isMember[unit] ? 1 : 0;
            pairs += (long)members * (equal.Length - members);
        }

        return pairs;
    }
}
