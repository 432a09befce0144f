using SafeSynth.Mechanisms;
using SafeSynth.Noise;

namespace SafeSynth.Tests.Audit;

/// <summary>Neighbours have the same possible answers: none gives one of them away for certain (Mironov 2012).</summary>
/// <remarks>
/// An answer that was seen 100 times on one neighbour has, at the epsilons used here, an expectation of at least 13 on the other, unless
/// chance was off by 5 deviations: to miss it has a chance below 10^-5 for each such answer. Seeds are fixed.
/// </remarks>
public sealed class SupportTests
{
    private const int Runs = 200_000;

    // Shifts that share no factor with what a faulty grid would be made of.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Noisy_counts_of_neighbours_have_the_same_values(int shift)
    {
        AssertSame(new ShiftedCount(shift, noisy => noisy), new DiscreteLaplace(2));
        AssertSame(new ShiftedCount(shift, noisy => noisy), new DiscreteGaussian(shift * shift));
        AssertSame(new ShiftedCount(shift, noisy => noisy), new RoundedGaussian(shift));
    }

    [Fact]
    public void Selections_of_neighbours_have_the_same_candidates()
    {
        static MovedScores<TNoisy> Scores<TNoisy>(Func<TNoisy, long> answer) => new(1, [0, 2, 3, 1], [1, 1, 4, 2], answer);

        AssertSame(Scores<int>(answer => answer), new ExponentialMechanism(2), Runs / 10);
        AssertSame(Scores<int>(answer => answer), new PermuteAndFlip(2), Runs / 10);
        AssertSame(Scores<int>(answer => answer), new ReportNoisyMax(2), Runs / 10);
        AssertSame(Scores<int?>(answer => answer ?? -1), new AboveThreshold(2, 3), Runs / 10);
    }

    // Not by chance but by construction: for each candidate there are words that select it, on both neighbours the same.
    [Fact]
    public void The_same_words_select_any_candidate_on_either_neighbour_however_bad_it_is()
    {
        foreach (var scores in new long[][] { [100, 0, 50, 99], [99, 1, 51, 100] })
        {
            for (var candidate = 0; candidate < scores.Length; candidate++)
            {
                var coins = new ulong[3 * scores.Length];
                var places = Enumerable.Range(0, scores.Length).SelectMany(i => new ulong[] { i == candidate ? 0UL : 5, 0, (ulong)i });

                Assert.Equal(candidate, new PermuteAndFlipSelection(scores, 1).Draw(new ScriptedNoise(coins.Concat(places))));
            }
        }
    }

    private static void AssertSame<T, TNoisy>(Neighbours<T, TNoisy> neighbours, Mechanism<T, TNoisy> mechanism, int runs = Runs)
    {
        var (with, without) = neighbours.Answers(mechanism, runs, seed: 1);
        var (seenWith, seenWithout) = (with.CountBy(answer => answer).ToDictionary(), without.CountBy(answer => answer).ToDictionary());

        Assert.True(seenWith.Count > 3);
        Assert.All(seenWith.Where(seen => seen.Value >= 100), seen => Assert.Contains(seen.Key, seenWithout));
        Assert.All(seenWithout.Where(seen => seen.Value >= 100), seen => Assert.Contains(seen.Key, seenWith));
    }
}
