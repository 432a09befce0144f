namespace SafeSynth.Learners;

/// <summary>Weights made to sum to 1; all equal where there is none.</summary>
public static class Shares
{
    public static double[] Of(double[] weights)
    {
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => sum > 0 ? weight / sum : 1.0 / weights.Length);
    }
}
