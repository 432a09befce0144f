using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>
/// How many rounds there are, how many texts of each label each of them keeps, and among how many candidates: from the budget and from
/// noisy or declared numbers of texts.
/// </summary>
/// <remarks>
/// T rounds of equal cost have noise of deviation s(T) = s(1) sqrt(T) on every vote. So that votes tell candidates apart, a kept text has
/// to stand for <see cref="VotesPerKept"/> s(T) private texts: n of them keep n / (2 s(T)) at most. More rounds move the pool further and
/// keep less of it; the most rounds are taken that leave <see cref="EnoughPerLabel"/> texts for a label on the average.
/// </remarks>
/// <param name="Rounds">The number of votes; 0 where there are too few texts for any.</param>
/// <param name="Kept">How many texts of each label are kept; 0 where nothing is to be written for it.</param>
internal sealed record EvolutionPlan(int Rounds, int[] Kept)
{
    /// <summary>For every text that is kept there are so many candidates.</summary>
    public const int CandidatesPerKept = 4;

    /// <summary>More texts, or more for a label where there are many, cost more requests than they add.</summary>
    private const int MostKept = 250, MostOfMany = 4;

    private const int MostRounds = 5, EnoughPerLabel = 10;

    private const double VotesPerKept = 2;

    /// <summary>The plan for so many texts of each label.</summary>
    /// <param name="texts">The noisy or declared number of texts of each label; not negative.</param>
    /// <param name="rho">What all votes may cost together.</param>
    /// <param name="unit">Whose texts they are.</param>
    /// <param name="neighbors">Which data sets must look alike.</param>
    public static EvolutionPlan For(double[] texts, double rho, PrivacyUnit unit, Neighbors neighbors)
    {
        var sensitivity = NearestVoteQuery.SensitivityUnder(unit, neighbors);
        var deviation = Math.Sqrt(sensitivity.L2Squared / (2 * rho)) / NearestVoteQuery.Norm;
        var labels = texts.Count(count => count > 0);
        for (var rounds = MostRounds; rounds > 0; rounds--)
        {
            var distinguishable = texts.Sum() / (VotesPerKept * deviation * Math.Sqrt(rounds));
            if (distinguishable >= EnoughPerLabel * labels && labels > 0)
                return new EvolutionPlan(rounds, Divided(texts, Math.Min(distinguishable, Math.Max(MostKept, MostOfMany * labels))));
        }

        return new EvolutionPlan(0, Divided(texts.Sum() > 0 ? texts : Array.ConvertAll(texts, _ => 1.0), EnoughPerLabel * Math.Max(labels, 1)));
    }

    /// <summary>The number of texts of a label from which on there is a vote at all.</summary>
    public static double Needed(double rho, PrivacyUnit unit, Neighbors neighbors) =>
        EnoughPerLabel * VotesPerKept * Math.Sqrt(NearestVoteQuery.SensitivityUnder(unit, neighbors).L2Squared / (2 * rho)) / NearestVoteQuery.Norm;

    /// <summary>The candidates of a label in each round.</summary>
    public int CandidatesOf(int label) => Rounds == 0 ? Kept[label] : CandidatesPerKept * Kept[label];

    /// <summary>How many texts are written for a label between two rounds.</summary>
    public int VariationsOf(int label) => (CandidatesPerKept - 1) * Kept[label];

    /// <summary>How many texts are written in all, if every request brings one.</summary>
    public long Texts =>
        Enumerable.Range(0, Kept.Length).Sum(label => CandidatesOf(label) + ((long)Math.Max(0, Rounds - 1) * VariationsOf(label)));

    // At least one text for every label that has any.
    private static int[] Divided(double[] texts, double kept)
    {
        var sum = texts.Sum();
        return Array.ConvertAll(texts, count => count > 0 ? Math.Max(1, (int)(kept * count / sum)) : 0);
    }
}
