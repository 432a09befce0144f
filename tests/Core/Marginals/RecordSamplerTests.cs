using CsCheck;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class RecordSamplerTests
{
    [Fact]
    public void Counts_of_the_first_column_are_their_expectation_rounded_down_or_up()
    {
        var model = new GraphicalModel([5], 100, [new Potential([0], [0, 1, 2, -3, 0.5])]);
        foreach (var rows in new[] { 0, 1, 2, 99, 1000 })
            for (ulong seed = 0; seed < 20; seed++)
            {
                var counts = Count(new RecordSampler(model).Sample(rows, new SampleRandom(seed)), [0]);
                foreach (var (count, mass) in counts.Zip(model.Marginal([0])))
                    Assert.InRange(count, Math.Floor((rows * mass / 100) - 1e-9), Math.Ceiling((rows * mass / 100) + 1e-9));
            }
    }

    [Fact]
    public void Counts_given_the_parents_are_their_conditional_expectation_rounded_down_or_up() =>
        Gen.Select(Gen.Double[-3, 3].Array[12], Gen.Int[0, 500], Gen.ULong).Sample((potential, rows, seed) =>
        {
            // In a node of two the smaller attribute, 1, is drawn first.
            var model = new GraphicalModel([4, 3], 1, [new Potential([0, 1], potential)]);
            var (joint, first) = (model.Marginal([0, 1]), model.Marginal([1]));
            var records = new RecordSampler(model).Sample(rows, new SampleRandom(seed));
            var (pairs, parents) = (Count(records, [0, 1]), Count(records, [1]));

            for (var cell = 0; cell < 12; cell++)
            {
                var expected = parents[cell % 3] * joint[cell] / first[cell % 3];
                Assert.InRange(pairs[cell], Math.Floor(expected - 1e-9), Math.Ceiling(expected + 1e-9));
            }
        });

    [Fact]
    public void A_count_is_on_average_its_expectation()
    {
        // Three rows over five values: a count is one of two numbers, so only a mean can tell. Tolerance: 5 standard deviations.
        var model = new GraphicalModel([5], 1, [new Potential([0], [0, -0.2, 0.1, 0.4, -1])]);
        var sampler = new RecordSampler(model);
        var sums = new long[5];
        for (ulong seed = 0; seed < 20_000; seed++)
            foreach (var (value, count) in Count(sampler.Sample(3, new SampleRandom(seed)), [0]).Index()) sums[value] += count;

        foreach (var (sum, mass) in sums.Zip(model.Marginal([0]))) Assert.Equal(3 * mass, sum / 20_000.0, 5 * 0.5 / Math.Sqrt(20_000));
    }

    [Fact]
    public void Columns_are_independent_given_what_the_model_joins_them_by()
    {
        // 1 and 2 depend on 0 alone; the rows that get a value are chosen at random, so the pair (1, 2) follows the model too.
        var model = new GraphicalModel([3, 4, 4], 1, [Random([0, 1], 12, 1), Random([0, 2], 12, 2)]);
        const int rows = 100_000;
        var pairs = Count(new RecordSampler(model).Sample(rows, new SampleRandom(7)), [1, 2]);

        foreach (var (count, mass) in pairs.Zip(model.Marginal([1, 2])))
            Assert.InRange(count, (rows * mass) - (5 * Math.Sqrt(rows * mass)), (rows * mass) + (5 * Math.Sqrt(rows * mass)));
    }

    [Fact]
    public void Rows_follow_the_pairs_of_a_model_with_loops_more_closely_than_independent_draws_would()
    {
        // Independent draws miss a pair of k cells by a total variation of about sqrt(k / (2 pi n)), here .015 to .026.
        int[] shape = [6, 7, 8, 9, 5, 3];
        Clique[] cliques = [[0, 1], [1, 2], [2, 3], [0, 3], [3, 4], [1, 4], [4, 5]];
        var model = new GraphicalModel(shape, 1, [.. cliques.Select((clique, i) => Random(clique, (int)clique.Cells(shape), (ulong)i))]);
        const int rows = 20_000;
        var records = new RecordSampler(model).Sample(rows, new SampleRandom(11));

        foreach (var clique in cliques)
        {
            var distances = Count(records, clique).Zip(model.Marginal(clique), (count, mass) => Math.Abs(((double)count / rows) - mass));
            Assert.InRange(distances.Sum() / 2, 0, 0.7 * Math.Sqrt(clique.Cells(shape) / (2 * Math.PI * rows)));
        }
    }

    [Fact]
    public void A_seed_gives_the_same_rows_for_ever_and_another_seed_others()
    {
        var model = new GraphicalModel([3, 5, 4], 1, [Random([0, 1], 15, 1), Random([1, 2], 20, 2)]);
        string Rows(ulong seed)
        {
            var records = new RecordSampler(model).Sample(8, new SampleRandom(seed));
            return string.Join(" ", Enumerable.Range(0, 8).Select(row => $"{records[row, 0]}{records[row, 1]}{records[row, 2]}"));
        }

        Assert.Equal("201 212 131 232 210 003 132 130", Rows(1));
        Assert.NotEqual(Rows(1), Rows(2));
    }

    [Fact]
    public void Rows_come_in_random_order()
    {
        var records = new RecordSampler(new GraphicalModel([2], 1, [])).Sample(1000, new SampleRandom(1));

        // 500 zeros and 500 ones in random order put 250 zeros into the first half, give or take 5 standard deviations.
        Assert.InRange(Enumerable.Range(0, 500).Count(row => records[row, 0] == 0), 250 - 40, 250 + 40);
    }

    [Fact]
    public void What_cannot_occur_is_never_drawn()
    {
        const double never = double.NegativeInfinity;
        var model = new GraphicalModel([3, 3], 1, [new Potential([0, 1], [0, never, never, never, never, 0, never, 0, never])]);
        var pairs = Count(new RecordSampler(model).Sample(999, new SampleRandom(1)), [0, 1]);

        Assert.Equal([333, 0, 0, 0, 0, 333, 0, 333, 0], pairs);
    }

    [Fact]
    public void A_value_whose_mass_is_too_small_for_a_number_is_not_drawn_and_does_no_harm()
    {
        var model = new GraphicalModel([2, 2, 2], 1, [
            new Potential([0, 1], [800, 800, 0, 0]), new Potential([0, 2], [0, 0, 20, -800])]);

        Assert.Equal([100, 0], Count(new RecordSampler(model).Sample(100, new SampleRandom(1)), [0]));
    }

    [Fact]
    public void Degenerate_tables_are_drawn_like_any_other()
    {
        Assert.Equal(0, new RecordSampler(new GraphicalModel([2, 3], 1, [])).Sample(0, new SampleRandom(1)).Rows);
        Assert.Equal(1, new RecordSampler(new GraphicalModel([2, 3], 1, [])).Sample(1, new SampleRandom(1)).Rows);
        Assert.Equal([7], Count(new RecordSampler(new GraphicalModel([1], 1, [])).Sample(7, new SampleRandom(1)), [0]));

        var besideOneValue = new GraphicalModel([1, 2, 2], 9, [new Potential([0, 1], [0, 0])]);
        Assert.Equal([50, 50], Count(new RecordSampler(besideOneValue).Sample(100, new SampleRandom(1)), [1]));
    }

    [Fact]
    public void Batches_add_up_to_the_rows_asked_for()
    {
        var sampler = new RecordSampler(new GraphicalModel([2, 3], 1, [Random([0, 1], 6, 1)]));
        const long rows = (2L * RecordSampler.BatchRows) + 5;

        Assert.Equal([RecordSampler.BatchRows, RecordSampler.BatchRows, 5],
            sampler.SampleBatches(rows, new SampleRandom(1)).Select(batch => batch.Rows));
        Assert.Empty(sampler.SampleBatches(0, new SampleRandom(1)));
    }

    private static Potential Random(Clique clique, int cells, ulong seed)
    {
        var random = new SampleRandom(seed);
        return new Potential(clique, [.. Enumerable.Range(0, cells).Select(_ => 3 * random.NextDouble())]);
    }

    private static long[] Count(CodeColumns records, Clique clique) => MarginalCounter.Count(records, [clique])[0];
}
