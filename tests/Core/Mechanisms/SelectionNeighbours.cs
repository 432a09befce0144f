namespace SafeSynth.Tests.Mechanisms;

/// <summary>Scores on a small grid, and their neighbours: each score moves by at most 1, in any direction.</summary>
internal static class SelectionNeighbours
{
    /// <summary>The largest loss of any answer between any neighbours of three candidates with scores from 0 to 5.</summary>
    public static double LargestLoss(Func<long[], double[]> probabilities)
    {
        var answers = Scores(candidates: 3, largest: 5).ToDictionary(Key, probabilities);
        return answers.Max(one => answers.Max(other => AreNeighbours(one.Key, other.Key)
            ? one.Value.Zip(other.Value, (p, q) => Math.Log(p / q)).Max()
            : 0));
    }

    /// <summary>All lists of scores from 0 to <paramref name="largest"/>.</summary>
    public static IEnumerable<long[]> Scores(int candidates, int largest) => candidates == 0
        ? [[]]
        : Scores(candidates - 1, largest).SelectMany(rest => Enumerable.Range(0, largest + 1).Select(score => (long[])[.. rest, score]));

    private static (long, long, long) Key(long[] scores) => (scores[0], scores[1], scores[2]);

    private static bool AreNeighbours((long A, long B, long C) one, (long A, long B, long C) other) =>
        Math.Max(Math.Max(Math.Abs(one.A - other.A), Math.Abs(one.B - other.B)), Math.Abs(one.C - other.C)) == 1;
}
