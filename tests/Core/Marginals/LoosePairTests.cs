using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class LoosePairTests
{
    private static readonly int[] Shape = [3, 4];
    private static readonly double[] Uniform = [.. Enumerable.Repeat(100.0, 12)];

    [Fact]
    public void An_exact_answer_with_the_models_columns_is_taken_as_it_is()
    {
        double[] answer = [150, 50, 100, 100, 50, 150, 100, 100, 100, 100, 100, 100];

        var estimate = LoosePair.Estimate(new Measurement([0, 1], answer, 1e-9), Uniform, Shape)!;

        Assert.All(answer.Zip(estimate.Counts), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Columns_stay_those_of_the_model_whatever_the_answer_says_and_no_count_is_negative()
    {
        double[] answer = [350, -50, 60, 40, 20, 300, 60, 20, 30, 100, 320, -90];

        var counts = LoosePair.Estimate(new Measurement([0, 1], answer, 1), Uniform, Shape)!.Counts;

        Assert.DoesNotContain(counts, count => count < 0);
        Assert.All(counts.Chunk(4), row => Assert.Equal(400, row.Sum(), 0.01));
        Assert.All(Enumerable.Range(0, 4), y => Assert.Equal(300, counts.Where((_, cell) => cell % 4 == y).Sum(), 0.01));
    }

    [Fact]
    public void An_answer_that_is_no_further_from_the_model_than_noise_tells_nothing()
    {
        double[] answer = [.. Uniform.Select((count, cell) => count + (cell % 2 == 0 ? 9 : -9))];

        Assert.Null(LoosePair.Estimate(new Measurement([0, 1], answer, 20), Uniform, Shape));
    }

    [Fact]
    public void The_noisier_an_answer_the_nearer_the_estimate_stays_to_the_model()
    {
        double[] answer = [150, 50, 100, 100, 50, 150, 100, 100, 100, 100, 100, 100];
        double Distance(double deviation) =>
            LoosePair.Estimate(new Measurement([0, 1], answer, deviation), Uniform, Shape)!.Counts.Sum(count => Math.Abs(count - 100));

        // The interaction has square 10,000, noise of deviation 20 has 400 in each of 6 dimensions: 4 * 400, 16 %, of it are taken for
        // noise.
        Assert.Equal(0.84 * 200, Distance(20), 1e-6);
    }
}
