using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Data.Learning;

/// <summary>Textures made of counts with noise of sigma 30 on them.</summary>
public sealed class TextureFitTests
{
    private const double Sigma = 30;

    private static readonly GridDomain Domain = new(FieldType.Integer, CellForm.Integer, nullable: false, origin: 0, count: 20_000, decimals: 0);

    [Fact]
    public void Even_values_have_none()
    {
        // A hundredth of the columns may show something: see the class.
        Assert.InRange(
            Enumerable.Range(1, 100).Count(seed => Fit(Enumerable.Range(0, 40_000).Select(i => (i * 7919L) % 20_000), (ulong)seed) is not null), 0, 5);
    }

    [Fact]
    public void Few_values_have_none() => Assert.Null(Fit(Enumerable.Range(0, 50).Select(i => i * 100L), seed: 1));

    [Fact]
    public void Heaps_on_round_values_come_back_and_others_stay_even()
    {
        // Half of them at multiples of 500, a quarter at values that end in 99, a quarter anywhere.
        var random = new SampleRandom(3);
        var bins = Fit(Enumerable.Range(0, 40_000).Select(i => (i % 4) switch { < 2 => 500L * random.Next(40), 2 => (100L * random.Next(200)) + 99, _ => random.Next(20_000) }), seed: 2);

        var drawn = Draw(bins!);
        Assert.Equal(0.5, Share(drawn, value => value % 500 == 0), 0.03);
        Assert.Equal(0.25, Share(drawn, value => value % 100 == 99), 0.03);
        Assert.Equal(
            20.0, drawn.Where(value => value % 100 is not (0 or 99)).GroupBy(value => value % 100).Average(same => same.Count()) / drawn.Count * 10_000, 15.0);
        Assert.True(drawn.Select(value => value % 100).Distinct().Count() > 95);
    }

    [Fact]
    public void Where_only_a_few_round_values_are_possible_the_steps_beyond_tell_nothing()
    {
        var bins = Fit(Enumerable.Range(0, 40_000).Select(i => i % 2 == 0 ? 1000L * (1 + (i / 2 % 19)) : (i * 7919L) % 20_000), seed: 3);

        var thousands = Draw(bins!).Where(value => value % 1000 == 0).CountBy(value => value).ToDictionary();
        Assert.Equal(0.5, thousands.Values.Sum() / 20_000.0, 0.03);
        Assert.True(thousands.Values.Max() < 4 * thousands.Values.Average());
    }

    [Fact]
    public void Cells_none_of_whose_values_is_believed_to_occur_lose_their_weight()
    {
        // In every other cell is no multiple of 1,000.
        var bins = Fit(Enumerable.Range(0, 40_000).Select(i => 1000L * (i % 20)), seed: 4);

        Assert.InRange(Share(Draw(bins!), value => value % 1000 != 0), 0, 0.02);
    }

    private static double Share(List<long> values, Func<long, bool> isMeant) => values.Count(isMeant) / (double)values.Count;

    // Draws 20,000 values of all cells together.
    private static List<long> Draw(Binning bins)
    {
        var random = new SampleRandom(9);
        return [.. Enumerable.Range(0, 20_000).Select(_ => bins.Draw(0, random))];
    }

    /// <summary>Forty cells in one bin, with the texture that noisy counts of the values show; null where they show none.</summary>
    private static Binning? Fit(IEnumerable<long> values, ulong seed)
    {
        var random = new SampleRandom(seed);
        long Noise() => (long)Math.Round(Sigma * random.NextNormal());
        var grain = Grain.Of(FieldType.Integer);
        var (counts, weights) = (new long[grain.Classes.Count], new double[40]);
        foreach (var value in values)
        {
            counts[grain.ClassOf(value)]++;
            weights[value / 500]++;
        }

        var noisy = Array.ConvertAll(counts, count => count + Noise());
        long[] starts = [.. Enumerable.Range(0, 41).Select(i => i * 500L)];
        var (noisyWeights, bins) = (Array.ConvertAll(weights, weight => Math.Max(0, weight + Noise())), new int[40]);
        return TextureFit.Of(Domain, new Binning(starts, noisyWeights, bins), noisy, Sigma) is { Texture: not null } textured
            ? textured
            : null;
    }
}
