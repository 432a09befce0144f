using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class ModelRatioTests
{
    [Theory]
    [InlineData("Independent", 0.62)]
    [InlineData("Mst", 0.9)]
    public void Members_of_a_fit_with_next_to_no_noise_are_found(string generator, double least)
    {
        Assert.True(MadePeople.Attack(new ModelRatio(), generator, 1e3).Roc.Area > least);
    }

    // Null: the area of 300 against 300 has a standard deviation of .024; the claim allows as much again.
    [Fact]
    public void Those_of_an_honest_fit_are_not()
    {
        Assert.InRange(MadePeople.Attack(new ModelRatio(), "OneShot", 1).Roc.Area, 0.38, 0.64);
    }
}
