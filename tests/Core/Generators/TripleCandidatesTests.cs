using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Generators;

public sealed class TripleCandidatesTests
{
    [Fact]
    public void A_target_wants_all_triples_that_it_is_in_and_a_set_itself()
    {
        Assert.Equal([[0, 1, 2], [0, 2, 3], [1, 2, 3]], Of(4, new Workload { Target = "c2" }));
        Assert.Equal([[0, 1, 3]], Of(4, new Workload { Sets = [["c3", "c0", "c1"], ["c0", "c1"]] }));
        Assert.Equal([[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]], Of(4, new Workload { Ways = 3, Target = "c2", Sets = [["c0", "c1", "c3"]] }));
        Assert.Equal([[0, 1, 2], [0, 1, 3], [1, 2, 3]], Of(4, new Workload { Target = "c1", Sets = [["c3", "c0", "c1"]] }));
        Assert.Empty(Of(4, Workload.AllPairs));
    }

    [Fact]
    public void Triples_beyond_the_bound_are_left_out() =>
        Assert.Equal([[0, 1, 2]], Of(4, new Workload { Ways = 3 }, size: i => i + 2, maxCells: 24));

    [Fact]
    public void Where_there_are_too_many_those_stay_whose_pairs_are_related()
    {
        // 2,925 triples, more than are ever looked at.
        var kept = Of(27, new Workload { Ways = 3 }, gain: pair => pair.Equals(Clique.Of(25, 26)) ? 5 : pair.Contains(0) ? 1 : 3);

        Assert.Equal(1024, kept.Count);
        Assert.Equal(24, kept.Count(triple => triple.Contains(25) && triple.Contains(26)));
        Assert.DoesNotContain(kept, triple => triple.Contains(0));
    }

    [Fact]
    public void Of_very_many_columns_those_are_gone_through_that_are_most_related()
    {
        var kept = Of(500, new Workload { Ways = 3, Sets = [["c0", "c1", "c2"]] }, gain: pair => pair[0] >= 480 ? 1 : 0);

        Assert.Equal(1024, kept.Count);
        Assert.Equal([0, 1, 2], kept[0]);
        Assert.All(kept.Skip(1), triple => Assert.True(triple[0] >= 480));
    }

    [Fact]
    public void Relations_with_the_target_and_inside_a_set_weigh_more()
    {
        var wanted = Wanted(5, new Workload { Target = "c4", Sets = [["c0", "c1", "c2"]] });

        Assert.True(wanted.Importance([1, 4]) > 1);
        Assert.True(wanted.Importance([0, 2]) > 1);
        Assert.Equal((1, 1), (wanted.Importance([2, 3]), wanted.Importance([4])));
    }

    private static IReadOnlyList<Clique> Of(
        int columns, Workload workload, Func<int, int>? size = null, Func<Clique, double>? gain = null, double maxCells = double.MaxValue)
    {
        Clique[] pairs = [.. from a in Enumerable.Range(0, columns) from b in Enumerable.Range(a + 1, columns - a - 1) select Clique.Of(a, b)];
        size ??= _ => 2;
        int[] shape = [.. Enumerable.Range(0, columns).Select(size)];
        return TripleCandidates.Of(Wanted(columns, workload), shape, pairs, [.. pairs.Select(gain ?? (_ => 0))], maxCells);
    }

    private static WantedRelations Wanted(int columns, Workload workload) =>
        new(workload, [.. Enumerable.Range(0, columns).Select(i => $"c{i}")]);
}
