using SafeSynth.Generators;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Generators;

public sealed class MstTests
{
    [Fact]
    public void Candidates_are_all_pairs_as_long_as_their_counts_can_be_held()
    {
        Assert.Equal(6, Mst.CandidatesFor([2, 100, 1000, 10]).Count);
        Assert.Equal([[0, 1], [0, 2]], Mst.CandidatesFor([2, 1100, 1000]));   // the third has more than 2^20 cells
    }

    [Fact]
    public void Of_a_very_wide_table_there_are_no_more_than_can_be_chosen_among_again_and_again_and_a_tree_is_among_them()
    {
        var pairs = Mst.CandidatesFor([.. Enumerable.Repeat(4, 2000)]);

        Assert.Equal(32_768, pairs.Count);
        var component = Enumerable.Range(0, 2000).ToArray();
        foreach (var pair in pairs)
        {
            var (kept, joined) = (component[pair[0]], component[pair[1]]);
            component = kept == joined ? component : Array.ConvertAll(component, of => of == joined ? kept : of);
        }

        Assert.Single(component.Distinct());
    }

    [Fact]
    public void Where_they_could_not_be_held_the_largest_are_left_out()
    {
        int[] shape = [.. Enumerable.Repeat(1000, 40), .. Enumerable.Repeat(10, 40)];

        var pairs = Mst.CandidatesFor(shape);

        Assert.InRange(pairs.Sum(pair => pair.Cells(shape)), 1, 1 << 25);
        Assert.Equal(10_000, pairs.Max(pair => pair.Cells(shape)));
        Assert.Contains(Clique.Of(40, 41), pairs);
    }
}
