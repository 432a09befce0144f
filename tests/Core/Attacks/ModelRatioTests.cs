using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class ModelRatioTests
{
    [Theory]
    [InlineData("Independent")]
    [InlineData("Mst")]
    public void Members_of_a_fit_with_next_to_no_noise_are_found_better_than_by_the_density_alone(string generator)
    {
        var ratio = MadePeople.Attack(new ModelRatio(), generator, 1e3).Roc.Area;

        Assert.True(ratio > 0.7, $"{ratio}");
        var density = MadePeople.Attack(new ModelDensity(), generator, 1e3).Roc.Area;
        Assert.True(ratio > density + 0.05, $"{ratio} {density}");
    }

    // Null: the area of 300 against 300 has a standard deviation of .024; the claim allows as much again.
    [Fact]
    public void Those_of_an_honest_fit_are_not()
    {
        Assert.InRange(MadePeople.Attack(new ModelRatio(), "OneShot", 1).Roc.Area, 0.38, 0.64);
    }
}
