using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.AttributeInference;

/// <summary>How much closer guesses come to members' secrets than to others'.</summary>
/// <param name="Members">The mean closeness for members.</param>
/// <param name="Others">That for others.</param>
/// <param name="Low">Where the confidence interval of the difference begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Area">The chance that a member's secret is guessed more closely than another's, ties counting half; .5 is none.</param>
public sealed record Advantage(double Members, double Others, double Low, double High, double Area) : OwnerOnly
{
    /// <summary>The difference of the means.</summary>
    public double Difference => Members - Others;

    /// <remarks>
    /// The interval is that of Agresti and Caffo 2000: normal, for the means and variances of groups to which one success and one failure
    /// are added. Of rights and wrongs it comes within .02 of its level down to groups of ten and where all are the same; values in between
    /// vary less, which makes it wider than need be.
    /// </remarks>
    /// <param name="closeness">From 0 to 1, one for each person.</param>
    /// <param name="isMember">Whether each person is a member.</param>
    /// <param name="confidence">The level of the interval.</param>
    internal static Advantage Of(double[] closeness, bool[] isMember, double confidence)
    {
        var groups = closeness.Zip(isMember).ToLookup(person => person.Second, person => person.First);
        var (members, others) = (Group.Of([.. groups[true], 0, 1]), Group.Of([.. groups[false], 0, 1]));
        var middle = members.Mean - others.Mean;
        var reach = NormalTail.UpperQuantile((1 - confidence) / 2) * Math.Sqrt(members.VarianceOfMean + others.VarianceOfMean);
        return new Advantage(
            groups[true].Average(), groups[false].Average(), Math.Max(-1, middle - reach), Math.Min(1, middle + reach), new RocCurve(closeness, isMember).Area);
    }

    private readonly record struct Group(double Mean, double VarianceOfMean)
    {
        public static Group Of(double[] values)
        {
            var mean = values.Average();
            return new Group(mean, values.Average(value => (value - mean) * (value - mean)) / values.Length);
        }
    }
}
