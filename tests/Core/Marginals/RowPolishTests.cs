using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class RowPolishTests
{
    private static readonly int[] Shape = [4, 3, 5, 2];

    [Fact]
    public void Polished_rows_follow_the_pairs_of_the_model_more_closely_even_those_across_nodes()
    {
        var model = Chain();
        var rows = new RecordSampler(model).Sample(3000, new SampleRandom(1));

        var polished = new RowPolish(model, []).Polish(rows, new SampleRandom(2), CancellationToken.None);

        foreach (var pair in AllPairs)
            Assert.True(Distance(model, polished, pair) < Math.Max(2 * pair.Cells(Shape), Distance(model, rows, pair)), $"{pair}");
        Assert.True(AllPairs.Sum(pair => Distance(model, polished, pair)) < AllPairs.Sum(pair => Distance(model, rows, pair)) / 4);
    }

    [Fact]
    public void Every_column_keeps_its_counts_and_the_rows_given_stay_as_they_are()
    {
        var model = Chain();
        var rows = new RecordSampler(model).Sample(500, new SampleRandom(1));
        var before = TextOf(rows);

        var polished = new RowPolish(model, []).Polish(rows, new SampleRandom(2), CancellationToken.None);

        Clique[] columns = [[0], [1], [2], [3]];
        Assert.Equal(MarginalCounter.Count(rows, columns), MarginalCounter.Count(polished, columns));
        Assert.Equal(before, TextOf(rows));
        Assert.NotEqual(before, TextOf(polished));
    }

    [Fact]
    public void Rows_are_brought_to_a_loose_pair_in_place_of_the_models()
    {
        var model = Chain();
        var rows = new RecordSampler(model).Sample(3000, new SampleRandom(1));
        var (one, other) = (model.Marginal([0]), model.Marginal([3]));

        // As unlike the model as its columns allow, nearly: the first values of 0 go with the first of 3.
        var counts = new double[8];
        var (row, left, column, room) = (0, one[0], 0, other[0]);
        while (row < 4 && column < 2)
        {
            var moved = Math.Min(left, room);
            counts[(row * 2) + column] += moved;
            (left, room) = (left - moved, room - moved);
            if (left <= room && ++row < 4) left = one[row];
            else if (left > room && ++column < 2) room = other[column];
        }

        double Apart(CodeColumns some) =>
            MarginalCounter.Count(some, [[0, 3]])[0].Zip(counts, (count, wanted) => Math.Abs(count - (3 * wanted))).Sum();
        var polished = new RowPolish(model, [new LoosePair([0, 3], counts)]).Polish(rows, new SampleRandom(2), CancellationToken.None);

        Assert.True(Apart(polished) < Apart(rows) / 2, $"{Apart(rows)} to {Apart(polished)}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_rows()
    {
        var model = Chain();
        var rows = new RecordSampler(model).Sample(500, new SampleRandom(1));

        Assert.Equal(
            TextOf(new RowPolish(model, []).Polish(rows, new SampleRandom(2), CancellationToken.None)),
            TextOf(new RowPolish(model, []).Polish(rows, new SampleRandom(2), CancellationToken.None)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Too_few_rows_to_swap_pass_through(int count)
    {
        var rows = new RecordSampler(Chain()).Sample(count, new SampleRandom(1));

        Assert.Equal(TextOf(rows), TextOf(new RowPolish(Chain(), []).Polish(rows, new SampleRandom(2), CancellationToken.None)));
    }

    [Fact]
    public void A_cancelled_polish_stops()
    {
        var rows = new RecordSampler(Chain()).Sample(10, new SampleRandom(1));

        Assert.Throws<OperationCanceledException>(() => new RowPolish(Chain(), []).Polish(rows, new SampleRandom(2), new CancellationToken(true)));
    }

    private static Clique[] AllPairs => [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];

    // Each column depends on the one before it.
    private static GraphicalModel Chain()
    {
        var random = new SampleRandom(9);
        Potential Term(Clique pair) => new(pair, [.. Enumerable.Range(0, (int)pair.Cells(Shape)).Select(_ => 2 * random.NextDouble())]);
        return new GraphicalModel(Shape, 1000, [Term([0, 1]), Term([1, 2]), Term([2, 3])]);
    }

    private static double Distance(GraphicalModel model, CodeColumns rows, Clique pair) =>
        MarginalCounter.Count(rows, [pair])[0].Zip(model.Marginal(pair), (count, mean) => Math.Pow(count - (mean * rows.Rows / model.Total), 2)).Sum();

    private static string TextOf(CodeColumns rows) =>
        string.Join(
            '\n', Enumerable.Range(0, rows.Rows).Select(row => string.Join(',', Enumerable.Range(0, Shape.Length).Select(column => rows[row, column]))));
}
