using SafeSynth.Marginals;

namespace SafeSynth.Data;

/// <summary>How values spread inside a cell of a grid: those of one class of its <see cref="Grain"/> are as likely as each other.</summary>
/// <param name="grain">The classes.</param>
/// <param name="origin">The value of code 0, in the units of the grid.</param>
/// <param name="densities">For each class, how likely one of its values is beside one of another class; not negative.</param>
internal sealed class Texture(Grain grain, long origin, double[] densities)
{
    public IReadOnlyList<double> Densities => densities;

    /// <summary>For each class, the mass of its codes within a range and of those of all classes before.</summary>
    public double[] CumulativeOf(long from, long to)
    {
        var (cumulative, sum) = (new double[densities.Length], 0.0);
        for (var one = 0; one < densities.Length; one++)
        {
            if (densities[one] > 0)
                sum += densities[one] * grain.Classes[one].CountIn(origin + from, origin + to);
            cumulative[one] = sum;
        }

        return cumulative;
    }

    /// <summary>Draws a code of a class that has some within the range.</summary>
    public long Draw(int ofClass, long from, long to, SampleRandom random)
    {
        var members = grain.Classes[ofClass];
        return members.Nth(origin + from, random.Next(members.CountIn(origin + from, origin + to))) - origin;
    }
}
