namespace SafeSynth.Data.Learning;

/// <summary>Makes a <see cref="Texture"/> of noisy counts of how round values are. Post-processing.</summary>
/// <remarks>
/// Groups of equally round classes are told from all rounder ones, the least round first, and the classes of a group from each other, only
/// where the counts differ from what even cells would show by more than noise explains. Then densities are scaled in turn until the cells
/// together show the believed counts (iterative proportional fitting, Deming and Stephan 1940).
/// </remarks>
internal sealed class TextureFit
{
    /// <summary>
    /// A difference is believed when it exceeds this many deviations of its noise: of 150 that are none, one in a hundred columns shows
    /// one.
    /// </summary>
    private const double Significant = 4;

    private const int Rounds = 30;

    private readonly Grain _grain;
    private readonly double[][] _members;   // for each cell of several values, the number of its members in each class
    private readonly double[] _mass;        // of those cells
    private readonly double[] _expected;    // what the classes would hold if cells were even

    private TextureFit(Grain grain, long origin, Binning bins)
    {
        _grain = grain;
        int[] cells = [.. Enumerable.Range(0, bins.CellCount).Where(cell => bins.Weights[cell] > 0 && bins.CellStarts[cell + 1] - bins.CellStarts[cell] > 1)];
        _mass = Array.ConvertAll(cells, cell => bins.Weights[cell]);
        _members = Array.ConvertAll(
            cells, cell => grain.Classes.Select(one => (double)one.CountIn(origin + bins.CellStarts[cell], origin + bins.CellStarts[cell + 1])).ToArray());
        _expected = Held(densities: null);
    }

    /// <summary>
    /// Bins whose values spread inside their cells as the counts show; the same bins where nothing stands out from the noise.
    /// </summary>
    /// <remarks>A cell none of whose values is believed to occur loses its weight, which was noise.</remarks>
    /// <param name="domain">The column's values.</param>
    /// <param name="bins">Its cells, with their noisy counts.</param>
    /// <param name="counts">A noisy count for each class.</param>
    /// <param name="sigma">The standard deviation of their noise.</param>
    public static Binning Of(GridDomain domain, Binning bins, ReadOnlySpan<long> counts, double sigma)
    {
        var grain = Grain.Of(domain.Type, domain.Decimals);
        var fit = new TextureFit(grain, domain.Origin, bins);
        if (fit.Believed(counts, sigma) is not { } target)
            return bins;
        var texture = new Texture(grain, domain.Origin, fit.Densities(target));
        bool MayOccur(int cell) =>
            bins.CellStarts[cell + 1] - bins.CellStarts[cell] == 1
                || texture.CumulativeOf(bins.CellStarts[cell], bins.CellStarts[cell + 1])[^1] > 0;
        return new Binning(bins.CellStarts, [.. bins.Weights.Select((weight, cell) => MayOccur(cell) ? weight : 0)], bins.BinOfCell, texture);
    }

    // What the classes hold, as far as it differs from even cells; null where it does not.
    private double[]? Believed(ReadOnlySpan<long> counts, double sigma)
    {
        var (target, differs) = (new double[counts.Length], false);
        List<int[]> groups = [.. _grain.Groups.Select(group => Enumerable.Range(group.First, group.Count).Where(one => _expected[one] > 0).ToArray()).Where(group => group.Length > 0)];
        var left = 0.0;
        foreach (var one in groups.SelectMany(group => group))
            left += counts[one];
        left = Math.Max(left, 0);
        for (var i = 0; i < groups.Count; i++)
        {
            int[] rounder = [.. groups.Skip(i + 1).SelectMany(group => group)];
            var (here, above) = (Sum(counts, groups[i]), Sum(counts, rounder));
            var even = Even(rounder) / (Even(rounder) + Even(groups[i]));
            var noise = sigma * Math.Sqrt(((1 - even) * (1 - even) * rounder.Length) + (even * even * groups[i].Length));
            var isTold = rounder.Length > 0 && Math.Abs(((1 - even) * above) - (even * here)) > Significant * noise;
            var (told, others) = (Shown(above, sigma * Math.Sqrt(rounder.Length)), Shown(here, sigma * Math.Sqrt(groups[i].Length)));
            var share = isTold && told + others > 0 ? told / (told + others) : even;
            differs |= isTold | Divide(groups[i], left * (1 - share), counts, sigma, target);
            left *= share;
        }

        return differs ? target : null;
    }

    // Divides a mass among the classes of a group: as even cells would, but for those that stand out, the most first.
    private bool Divide(int[] group, double mass, ReadOnlySpan<long> counts, double sigma, double[] target)
    {
        var open = group.ToList();
        while (open.Count > 0)
        {
            var even = Even(open);
            var (farthest, distance) = (-1, Significant * sigma);
            foreach (var one in open)
            {
                target[one] = mass * _expected[one] / even;
                if (group.Length > 1 && Math.Abs(counts[one] - target[one]) is var off && off > distance)
                    (farthest, distance) = (one, off);
            }

            if (farthest < 0)
                break;
            target[farthest] = Shown(counts[farthest], sigma);
            mass = Math.Max(mass - target[farthest], 0);
            open.Remove(farthest);
        }

        return open.Count < group.Length;
    }

    // Where there is less than noise alone would show, there is nothing: prices in full euros stay so.
    private static double Shown(double count, double deviation) => count > deviation ? count : 0;

    private double[] Densities(double[] target)
    {
        var densities = new double[target.Length];
        for (var one = 0; one < densities.Length; one++)
            densities[one] = _expected[one] > 0 ? target[one] / _expected[one] : 0;
        for (var round = 0; round < Rounds; round++)
        {
            var held = Held(densities);
            for (var one = 0; one < densities.Length; one++)
                densities[one] *= held[one] > 0 ? target[one] / held[one] : 1;
        }

        return densities;
    }

    // What the classes hold under these densities, or in even cells.
    private double[] Held(double[]? densities)
    {
        var held = new double[_grain.Classes.Count];
        for (var cell = 0; cell < _mass.Length; cell++)
        {
            var total = 0.0;
            for (var one = 0; one < held.Length; one++)
                total += _members[cell][one] * (densities?[one] ?? 1);
            for (var one = 0; one < held.Length && total > 0; one++)
                held[one] += _mass[cell] * _members[cell][one] * (densities?[one] ?? 1) / total;
        }

        return held;
    }

    private double Even(IEnumerable<int> classes) => classes.Sum(one => _expected[one]);

    private static double Sum(ReadOnlySpan<long> counts, int[] classes)
    {
        var sum = 0.0;
        foreach (var one in classes)
            sum += counts[one];
        return sum;
    }
}
