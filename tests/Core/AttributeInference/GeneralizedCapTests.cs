using SafeSynth.AttributeInference;
using SafeSynth.Attacks;

namespace SafeSynth.Tests.AttributeInference;

public sealed class GeneralizedCapTests
{
    private static readonly bool[] Categories = [true, true, true];

    private static readonly FeatureRows People = new([1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3], Categories);

    [Fact]
    public void Where_rows_agree_in_everything_the_chance_of_a_secret_is_its_share_among_them()
    {
        var guess = Assert.Single(Guess([1, 1, 1], [7, 8, 8, 9], isCategory: true));

        Assert.Equal([(7, 0.5), (8, 0.5)], guess.Values);
    }

    [Fact]
    public void Where_none_does_those_count_that_differ_in_fewest_columns()
    {
        var guesses = Guess([1, 2, 2, 1, 3, 3, 4, 4, 4], [7, 8, 8, 9], isCategory: true);

        Assert.Equal([(8, 1)], guesses[0].Values);
        Assert.Equal([(9, 1)], guesses[1].Values);
        Assert.Equal([(7, 0.25), (8, 0.5), (9, 0.25)], guesses[2].Values);
        Assert.True(guesses[0].Confidence > guesses[2].Confidence);
    }

    [Fact]
    public void Of_numbers_the_median_of_the_class_is_guessed()
    {
        var guesses = Guess([1, 1, 1, 4, 4, 4], [10, 20, 90, 50], isCategory: false);

        Assert.Equal([(15, 1)], guesses[0].Values);
        Assert.Equal([(35, 1)], guesses[1].Values);
    }

    [Fact]
    public void Known_numbers_agree_if_they_lie_in_the_same_twentieth()
    {
        var rows = new FeatureRows([.. Enumerable.Range(0, 200).Select(value => (double)value)], [false]);
        double[] secrets = [.. Enumerable.Range(0, 200).Select(value => (double)(value / 10))];

        var guess = Assert.Single(
            new GeneralizedCap().Guess(new SecretSetting(new FeatureRows([31.5], [false]), rows, secrets, IsCategory: true), CancellationToken.None));

        Assert.Equal([(3, 1)], guess.Values);
    }

    private static IReadOnlyList<SecretGuess> Guess(double[] targets, double[] secrets, bool isCategory) =>
        new GeneralizedCap().Guess(new SecretSetting(new FeatureRows(targets, Categories), People, secrets, isCategory), CancellationToken.None);
}
