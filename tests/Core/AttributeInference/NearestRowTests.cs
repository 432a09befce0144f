using SafeSynth.AttributeInference;
using SafeSynth.Attacks;

namespace SafeSynth.Tests.AttributeInference;

public sealed class NearestRowTests
{
    private static readonly bool[] Kinds = [false, true];

    private static readonly FeatureRows People = new([0, 1, 0, 1, 3, 1, 9, 2], Kinds);

    [Fact]
    public void The_secret_of_the_nearest_row_is_guessed_and_equally_near_ones_share()
    {
        var guesses = Guess([0.1, 1, 3.5, 2], isCategory: true);

        Assert.Equal([(5, 0.5), (6, 0.5)], guesses[0].Values);
        Assert.Equal([(7, 1)], guesses[1].Values);
    }

    [Fact]
    public void The_nearer_the_surer()
    {
        var guesses = Guess([3, 1, 3.1, 1, 3, 2], isCategory: false);

        Assert.Equal([0, -0.1, -1], guesses.Select(guess => Math.Round(guess.Confidence, 9)));
    }

    [Fact]
    public void Of_numbers_the_median_of_equally_near_ones_is_guessed() =>
        Assert.Equal([(5.5, 1)], Guess([0, 1], isCategory: false)[0].Values);

    private static IReadOnlyList<SecretGuess> Guess(double[] targets, bool isCategory) =>
        new NearestRow().Guess(new SecretSetting(new FeatureRows(targets, Kinds), People, [5, 6, 7, 8], isCategory), CancellationToken.None);
}
