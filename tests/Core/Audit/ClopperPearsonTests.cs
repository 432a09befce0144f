using SafeSynth.Audit;

namespace SafeSynth.Tests.Audit;

public sealed class ClopperPearsonTests
{
    private readonly ClopperPearson _bound = new();

    [Fact]
    public void A_perfect_attack_on_1000_canaries_a_side_shows_what_jax_privacy_says() =>
        Assert.Equal(5.6006, _bound.AtLeast(new AlarmCounts(1000, 1000, 1000, 0), 0, 0.05), 5e-5);

    [Fact]
    public void Silence_counts_as_alarms_do()
    {
        // Half of the others are surely out, though nobody is surely in.
        var telling = new AlarmCounts(1000, 1000, 1000, 500);

        Assert.InRange(_bound.AtLeast(telling, 0, 0.05), 4.8, Math.Log(1000));
        Assert.InRange(_bound.AtLeast(telling, 0.4, 0.05), 2.5, _bound.AtLeast(telling, 0.1, 0.05));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1000, 1000)]
    [InlineData(500, 500)]
    [InlineData(10, 900)]
    public void A_test_no_better_than_chance_shows_nothing(int inAlarmed, int outAlarmed) =>
        Assert.Equal(0, new ClopperPearson().AtLeast(new AlarmCounts(1000, 1000, inAlarmed, outAlarmed), 0.9, 0.05));
}
