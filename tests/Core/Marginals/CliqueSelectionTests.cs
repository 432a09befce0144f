using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class CliqueSelectionTests
{
    private static readonly int[] Shape = [10, 10, 10, 10, 100];

    private static readonly Clique[] Pairs =
        [.. Enumerable.Range(0, 5).SelectMany(a => Enumerable.Range(a + 1, 4 - a), (a, b) => Clique.Of(a, b))];

    [Fact]
    public void What_gains_less_than_its_noise_is_not_chosen()
    {
        Assert.Empty(Choose(gain: _ => 100, sigma: 10));
        Assert.Equal(Pairs.Length, Choose(gain: _ => 1e6, sigma: 10).Count);
    }

    [Fact]
    public void The_greatest_gain_comes_first_among_pairs_of_one_size() =>
        Assert.Equal(Clique.Of(1, 3), Choose(gain: pair => pair.Equals(Clique.Of(1, 3)) ? 5000 : 4000, sigma: 1)[0]);

    [Fact]
    public void Among_equal_gains_the_smaller_pair_comes_first() =>
        Assert.DoesNotContain(Choose(gain: _ => 4000, sigma: 1).Take(3), pair => pair.Contains(4));

    [Theory]
    [InlineData(140, 1)]     // as many cells as all columns by themselves: no pair fits
    [InlineData(350, 1)]
    [InlineData(3000, 1)]
    [InlineData(1_000_000, 1)]
    public void The_tree_of_the_chosen_stays_under_the_cap_and_nothing_more_would_fit(long maxCells, double sigma)
    {
        var chosen = CliqueSelection.Choose(Shape, [.. Pairs.Select(pair => new Candidate(pair, 1e6))], sigma, maxCells, [], CancellationToken.None);
        var tree = new JunctionTree(Shape, chosen);

        Assert.True(tree.Cells <= maxCells);
        Assert.All(Pairs.Except(chosen), pair => Assert.True(tree.CellsWith(pair) > maxCells));
    }

    [Fact]
    public void Gains_of_nothing_are_passed_over_whatever_noise_costs() => Assert.Empty(Choose(gain: _ => 0, sigma: 1e-9));

    [Fact]
    public void A_cancelled_choice_stops() =>
        Assert.Throws<OperationCanceledException>(() => Choose(gain: _ => 1, sigma: 1, cancel: new CancellationToken(true)));

    [Fact]
    public void Of_equal_gains_the_more_important_comes_first()
    {
        Candidate[] candidates = [new([0, 1], 4000), new([1, 2], 4000), new([2, 3], 4000, Importance: 4)];

        Assert.Equal(Clique.Of(2, 3), CliqueSelection.Choose(Shape, candidates, 1, long.MaxValue, [], CancellationToken.None)[0]);
    }

    [Fact]
    public void What_is_measured_already_takes_room_under_the_cap_and_is_not_chosen_again()
    {
        var (candidates, measured) = ((Candidate[])[new([0, 1, 2], 1e6), new([1, 2, 3], 1e6)], (Clique[])[[0, 1], [0, 2], [1, 2]]);

        // The tree holds 1000 cells for the first triple anyway; the second needs as many again.
        Assert.Equal([Clique.Of(0, 1, 2)], CliqueSelection.Choose(Shape, candidates, 1, 1500, measured, CancellationToken.None));
        Assert.Equal(2, CliqueSelection.Choose(Shape, candidates, 1, 2500, measured, CancellationToken.None).Count);
    }

    private static IReadOnlyList<Clique> Choose(Func<Clique, double> gain, double sigma, CancellationToken cancel = default) =>
        CliqueSelection.Choose(Shape, [.. Pairs.Select(pair => new Candidate(pair, gain(pair)))], sigma, long.MaxValue, [], cancel);
}
