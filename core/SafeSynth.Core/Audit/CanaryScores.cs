using SafeSynth.Marginals;

namespace SafeSynth.Audit;

/// <summary>What an attacker thinks of canaries: the higher a score, the more likely its canary was in the data.</summary>
/// <remarks>
/// Each canary went in or stayed out by a coin of its own (<see cref="Coins"/>), and scores were worked out from what was released, without
/// a look at the coins. They may be of one release with many canaries, or of many releases with one each.
/// </remarks>
public sealed class CanaryScores
{
    private readonly double[] _in, _out;

    /// <param name="in">Scores of the canaries that were in the data.</param>
    /// <param name="out">Scores of the others.</param>
    /// <exception cref="ArgumentException">A side is empty, or a score is no number.</exception>
    public CanaryScores(IEnumerable<double> @in, IEnumerable<double> @out)
    {
        (_in, _out) = ([.. @in.Order()], [.. @out.Order()]);
        if (_in.Length == 0 || _out.Length == 0 || double.IsNaN(_in[0]) || double.IsNaN(_out[0]))
            throw new ArgumentException("Both sides take a score, and scores are numbers.");
    }

    /// <summary>Scores in ascending order.</summary>
    public IReadOnlyList<double> In => _in;

    /// <summary>Scores in ascending order.</summary>
    public IReadOnlyList<double> Out => _out;

    /// <summary>For each canary, whether it goes in: a fair coin.</summary>
    public static bool[] Coins(int canaries, SampleRandom random)
    {
        var coins = new bool[canaries];
        for (var i = 0; i < canaries; i++)
            coins[i] = random.Next(2) == 1;
        return coins;
    }

    /// <summary>The scores of canaries that went in or stayed out as their coins said.</summary>
    public static CanaryScores Of(IReadOnlyList<double> scores, IReadOnlyList<bool> wentIn) =>
        new(scores.Where((_, i) => wentIn[i]), scores.Where((_, i) => !wentIn[i]));

    /// <summary>The same canaries with the question turned round: who stayed out?</summary>
    public CanaryScores Reversed() => new(_out.Select(score => -score), _in.Select(score => -score));

    /// <summary>What the test counts that says "in" of every score above the threshold.</summary>
    public AlarmCounts Above(double threshold) => new(_in.Length, _out.Length, CountAbove(_in, threshold), CountAbove(_out, threshold));

    /// <summary>Two parts, drawn at random on each side, so that what is chosen by the first may be tested on the second.</summary>
    /// <param name="share">Of the first part.</param>
    /// <param name="random">Draws.</param>
    internal (CanaryScores Pilot, CanaryScores Main) Parts(double share, SampleRandom random)
    {
        var (ins, outs) = (Shuffled(_in, random), Shuffled(_out, random));
        var (pilotIn, pilotOut) = (PilotOf(ins), PilotOf(outs));
        return (new CanaryScores(ins[..pilotIn], outs[..pilotOut]), new CanaryScores(ins[pilotIn..], outs[pilotOut..]));

        int PilotOf(double[] scores) => Math.Clamp((int)(share * scores.Length), 1, scores.Length - 1);
    }

    private static double[] Shuffled(double[] scores, SampleRandom random)
    {
        double[] shuffled = [.. scores];
        random.Shuffle<double>(shuffled);
        return shuffled;
    }

    private static int CountAbove(double[] sorted, double threshold)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= threshold)
                low = middle + 1;
            else
                high = middle;
        }

        return sorted.Length - low;
    }
}
