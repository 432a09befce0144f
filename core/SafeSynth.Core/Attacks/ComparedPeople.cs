using SafeSynth.Data;

namespace SafeSynth.Attacks;

/// <summary>What was found out by comparing members of a release with others.</summary>
/// <param name="DataName">The release.</param>
public abstract record ComparedPeople(string DataName) : OwnerOnly
{
    /// <summary>The rows of members and others, in one order for both.</summary>
    public required FeatureRows Targets { get; init; }

    /// <summary>The number of the person whom each target belongs to, from 0 without a gap.</summary>
    public required IReadOnlyList<int> Units { get; init; }

    /// <summary>The column that names people; null where every row is a person of its own.</summary>
    public string? UnitColumn { get; init; }

    /// <summary>The rows that the attacker knew beside; null where there were none.</summary>
    public FeatureRows? Reference { get; init; }

    /// <summary>
    /// How many of the people have rows among these, too, as far as the column that names people tells: there should be none.
    /// </summary>
    public int KnownPeople { get; init; }

    /// <summary>How many rows were released; null where that is not known.</summary>
    public int? SyntheticRows { get; init; }

    /// <summary>Columns that were left out because not all tables have them.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether each target is a member.</summary>
    public abstract IReadOnlyList<bool> IsMember { get; }

    /// <summary>For each person, whether they are a member.</summary>
    internal bool[] MemberUnits()
    {
        var isMember = new bool[Units.Max() + 1];
        for (var row = 0; row < Units.Count; row++)
            isMember[Units[row]] = IsMember[row];
        return isMember;
    }

    /// <summary>For each person the mean of what their rows have.</summary>
    internal double[] MeanByUnit(IReadOnlyList<double> values)
    {
        var (sums, counts) = (new double[Units.Max() + 1], new int[Units.Max() + 1]);
        for (var row = 0; row < values.Count; row++)
        {
            sums[Units[row]] += values[row];
            counts[Units[row]]++;
        }

        return [.. sums.Zip(counts, (sum, count) => sum / count)];
    }

    /// <summary>For each person the highest of what their rows have; what is no number is lowest.</summary>
    internal double[] HighestByUnit(IReadOnlyList<double> values)
    {
        var highest = new double[Units.Max() + 1];
        Array.Fill(highest, double.NegativeInfinity);
        for (var row = 0; row < values.Count; row++)
        {
            if (values[row] > highest[Units[row]])
                highest[Units[row]] = values[row];
        }

        return highest;
    }
}
