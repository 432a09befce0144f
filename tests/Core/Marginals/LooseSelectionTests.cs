using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class LooseSelectionTests
{
    private static readonly Clique[] Pairs = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];

    // 0 and 1 hang together; 2 and 3 are alone.
    private static readonly GraphicalModel Model = new([2, 2, 2, 2], 1000, [new Potential([0, 1], [1, 0, 0, 1])]);

    [Fact]
    public void Pairs_beyond_the_model_that_stand_out_from_noise_are_chosen_largest_first()
    {
        var chosen = LooseSelection.Choose(Model, Pairs, [900, 300, 0, 0, 5, 800], sigma: 20, CancellationToken.None);

        Assert.Equal([[2, 3], [0, 2]], chosen.Select(pair => pair.Pair));
        Assert.All(chosen, pair => Assert.All(pair.Counts, count => Assert.Equal(250, count, 1e-9)));
    }

    [Fact]
    public void What_the_model_explains_already_is_no_gain()
    {
        // A chain: 0 and 2 are related through 1, and how far they are from independence is what the model says.
        var chain = new GraphicalModel([2, 2, 2], 1000, [new Potential([0, 1], [2, 0, 0, 2]), new Potential([1, 2], [2, 0, 0, 2])]);
        var known = chain.Marginal([0, 2]).Sum(count => Math.Abs(count - 250));

        Assert.Empty(LooseSelection.Choose(chain, [[0, 2]], [known + 1], sigma: 20, CancellationToken.None));
        Assert.Single(LooseSelection.Choose(chain, [[0, 2]], [known + 200], sigma: 20, CancellationToken.None));
    }
}
