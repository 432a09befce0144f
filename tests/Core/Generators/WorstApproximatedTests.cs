using SafeSynth.Generators;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Generators;

public sealed class WorstApproximatedTests
{
    private static readonly int[] Shape = [10, 10, 10, 10, 100];

    private static readonly Clique[] Pairs =
        [.. Enumerable.Range(0, 5).SelectMany(a => Enumerable.Range(a + 1, 4 - a), (a, b) => Clique.Of(a, b))];

    [Theory]
    [InlineData(0.999, 0)]
    [InlineData(1.001, 1)]
    public void One_is_taken_when_its_error_exceeds_half_of_what_measuring_it_alone_would_leave(double share, int taken)
    {
        // Half the mean of |N(0, 7^2)| times the 100 cells.
        var noise = 0.5 * Math.Sqrt(2 / Math.PI) * 7 * 100;

        Assert.Equal(taken, Choose(pair => pair.Equals(Clique.Of(0, 1)) ? share * noise : 0, sigma: 7).Count);
    }

    [Fact]
    public void With_every_one_that_is_taken_the_others_have_more_noise_to_beat()
    {
        // Six pairs of 100 cells share the budget, so each has sqrt(6) times the noise that it would have alone.
        var noise = 0.5 * Math.Sqrt(2 / Math.PI) * 7 * 100;

        Assert.Equal(3, Choose(pair => pair.Contains(4) ? 0 : 1.8 * noise, sigma: 7).Count);
        Assert.Equal(6, Choose(pair => pair.Contains(4) ? 0 : 2.5 * noise, sigma: 7).Count);
    }

    [Fact]
    public void The_largest_error_comes_first_and_one_that_matters_more_before_it()
    {
        var candidates = Pairs.Select(pair => new Candidate(pair, pair.Contains(4) ? 0 : 5000 + pair[1], pair.Equals(Clique.Of(0, 1)) ? 4 : 1)).ToList();
        var chosen = WorstApproximated.Choose(Shape, candidates, [], sigma: 1, long.MaxValue, CancellationToken.None);

        Assert.Equal([Clique.Of(0, 1), Clique.Of(0, 3)], chosen.Take(2));
    }

    [Theory]
    [InlineData(140)]   // as many cells as all columns by themselves: no pair fits
    [InlineData(350)]
    [InlineData(3000)]
    public void The_tree_stays_under_the_cap_and_nothing_more_would_fit(long maxCells)
    {
        var chosen = Choose(_ => 1e6, sigma: 1, maxCells);
        var tree = new JunctionTree(Shape, chosen);

        Assert.True(tree.Cells <= maxCells);
        Assert.All(Pairs.Except(chosen), pair => Assert.True(tree.CellsWith(pair) > maxCells));
    }

    [Fact]
    public void What_lies_inside_the_model_is_never_too_large()
    {
        Clique[] held = [[0, 1, 2]];

        Assert.Equal(
            [Clique.Of(0, 1), Clique.Of(0, 2), Clique.Of(1, 2)], Choose(_ => 1e6, sigma: 1, maxCells: 1, held).OrderBy(pair => (10 * pair[0]) + pair[1]));
    }

    [Fact]
    public void A_cancelled_choice_stops() => Assert.Throws<OperationCanceledException>(
        () => WorstApproximated.Choose(Shape, [new Candidate(Pairs[0], 1)], [], 1, 1000, new CancellationToken(true)));

    private static IReadOnlyList<Clique> Choose(Func<Clique, double> gain, double sigma, long maxCells = long.MaxValue, params Clique[] held) =>
        WorstApproximated.Choose(Shape, [.. Pairs.Select(pair => new Candidate(pair, gain(pair)))], held, sigma, maxCells, CancellationToken.None);
}
