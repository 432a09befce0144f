using CsCheck;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class MarginalCounterTests
{
    // Sizes on both sides of what a byte and a 16-bit code hold.
    private static readonly int[] Shape = [3, 256, 1, 257, 65_537, 2];

    private static readonly Gen<Clique> SmallClique = Gen.Int[0, Shape.Length - 1].Array[0, 3]
        .Select(attributes => Clique.Of(attributes)).Where(clique => clique.Cells(Shape) <= 1_000_000);

    private static readonly Gen<(CodeColumns Records, Clique[] Cliques)> Problems =
        from rows in Gen.Int[0, 50]
        from seed in Gen.ULong
        from cliques in SmallClique.Array[0, 6]
        select (RandomRecords(rows, seed), cliques);

    [Fact]
    public void Counts_are_those_of_a_loop_over_the_rows() => Problems.Sample(problem =>
    {
        var counts = MarginalCounter.Count(problem.Records, problem.Cliques);

        for (var i = 0; i < problem.Cliques.Length; i++) Assert.Equal(Naive(problem.Records, problem.Cliques[i]), counts[i]);
    }, iter: 50);

    [Fact]
    public void Rows_beyond_one_block_are_counted_too()
    {
        var records = RandomRecords(70_001, seed: 1);

        Assert.Equal(Naive(records, [0, 1, 5]), MarginalCounter.Count(records, [[0, 1, 5]])[0]);
    }

    [Fact]
    public void All_pairs_of_many_columns_are_counted_right_whatever_is_counted_together() =>
        Gen.Select(Gen.Int[1, 9].Array[2, 12], Gen.Int[1, 3000], Gen.ULong).Sample((shape, rows, seed) =>
        {
            var random = new SampleRandom(seed);
            var records = new CodeColumns(rows, [.. shape.Select(size => new CodeColumn(size, [.. Enumerable.Range(0, rows).Select(_ => random.Next(size))]))]);
            Clique[] pairs = [.. from a in Enumerable.Range(0, shape.Length) from b in Enumerable.Range(a + 1, shape.Length - a - 1) select Clique.Of(a, b)];
            random.Shuffle<Clique>(pairs);
            pairs = [.. pairs, pairs[0], [0]];   // one twice, and no pair

            var counts = MarginalCounter.Count(records, pairs);

            for (var i = 0; i < pairs.Length; i++) Assert.Equal(Naive(records, pairs[i]), counts[i]);
        }, iter: 20);

    [Fact]
    public void A_visit_shows_every_clique_once_with_the_same_counts()
    {
        var records = RandomRecords(500, seed: 2);
        Clique[] cliques = [[0, 1], [0], [1, 5], [0, 5], [], [0, 1]];
        var seen = new long[cliques.Length][];

        MarginalCounter.Visit(records, cliques, (clique, counts) =>
        {
            Assert.Null(seen[clique]);
            seen[clique] = counts.ToArray();
        });

        Assert.Equal(MarginalCounter.Count(records, cliques), seen);
    }

    [Fact]
    public void An_unknown_column_and_a_table_too_big_are_refused()
    {
        var records = RandomRecords(5, seed: 3);

        Assert.Throws<ArgumentException>(() => MarginalCounter.Count(records, [[6]]));
        Assert.Throws<ArgumentException>(() => MarginalCounter.Count(records, [[0, 1, 3, 4]]));
    }

    [Fact]
    public void No_code_outside_its_size_gets_into_a_column()
    {
        var records = new CodeColumns([3], 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => records.Write(0, 0, [0, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => records.Write(0, 0, [-1]));
        records.Write(0, 1, [2]);
        Assert.Equal((0, 2), (records[0, 0], records[1, 0]));
    }

    private static CodeColumns RandomRecords(int rows, ulong seed)
    {
        var random = new SampleRandom(seed);
        var records = new CodeColumns(Shape, rows);
        for (var column = 0; column < Shape.Length; column++)
            records.Write(column, 0, [.. Enumerable.Range(0, rows).Select(_ => random.Next(Shape[column]))]);
        return records;
    }

    private static long[] Naive(CodeColumns records, Clique clique)
    {
        var counts = new long[clique.Cells(records.Shape)];
        for (var row = 0; row < records.Rows; row++)
            counts[clique.Aggregate(0, (cell, column) => (cell * records.Shape[column]) + records[row, column])]++;
        return counts;
    }
}
