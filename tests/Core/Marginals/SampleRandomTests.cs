using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class SampleRandomTests
{
    [Fact]
    public void A_seed_means_the_published_generator_for_ever()
    {
        // xoshiro256** from the SplitMix64 states of seeds 0 and 42, computed apart from this code.
        var zero = new SampleRandom(0);
        Assert.Equal(
            [0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0, 0x6AA594F1262D2D2C],
            Enumerable.Range(0, 4).Select(_ => zero.NextBits()));
        var answer = new SampleRandom(42);
        Assert.Equal(
            [0x15780B2E0C2EC716, 0x6104D9866D113A7E, 0xAE17533239E499A1, 0xECB8AD4703B360A1],
            Enumerable.Range(0, 4).Select(_ => answer.NextBits()));
    }

    [Fact]
    public void Doubles_are_in_the_unit_interval_and_uniform()
    {
        var random = new SampleRandom(1);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++) counts[(int)(random.NextDouble() * 10)]++;

        AssertUniform(counts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void Integers_below_a_bound_are_uniform(int bound)
    {
        var random = new SampleRandom(2);
        var counts = new int[bound];
        for (var i = 0; i < 100_000; i++) counts[random.Next(bound)]++;

        AssertUniform(counts);
    }

    [Fact]
    public void A_bound_just_over_half_the_range_is_not_biased()
    {
        // Without rejection every third value below 3 * 2^29 would come twice as often: a mean of 2/3 of the bound's half.
        const int bound = 3 << 29;
        var random = new SampleRandom(3);
        var low = Enumerable.Range(0, 100_000).Count(_ => random.Next(bound) % 3 == 0);

        Assert.InRange(low, 33_333 - 750, 33_333 + 750);   // five standard deviations
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_equally_likely()
    {
        var random = new SampleRandom(4);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 60_000; i++)
        {
            var items = "abc".ToCharArray();
            random.Shuffle<char>(items);
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }

        Assert.Equal(6, counts.Count);
        AssertUniform([.. counts.Values]);
    }

    [Fact]
    public void The_system_gives_another_sequence_every_time() =>
        Assert.NotEqual(SampleRandom.FromSystem().NextBits(), SampleRandom.FromSystem().NextBits());

    [Fact]
    public void There_is_no_integer_below_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => new SampleRandom(5).Next(0));

    // Five standard deviations per cell: with fixed seeds it either always passes or shows a fault.
    private static void AssertUniform(int[] counts)
    {
        double expected = (double)counts.Sum() / counts.Length;
        foreach (var count in counts) Assert.InRange(count, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
    }
}
