using CsCheck;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class JunctionTreeTests
{
    private static readonly Gen<(int[] Shape, Clique[] Cliques)> Problems =
        from shape in Gen.Int[1, 9].Array[1, 12]
        from cliques in ModelGen.CliqueOf(shape).Array[0, 14]
        select (shape, cliques);

    [Fact]
    public void Every_clique_and_every_attribute_is_inside_a_node() => Problems.Sample(problem =>
    {
        var tree = new JunctionTree(problem.Shape, problem.Cliques);

        foreach (var clique in problem.Cliques) Assert.True(tree.Nodes[tree.NodeContaining(clique)].Contains(clique));
        for (var attribute = 0; attribute < problem.Shape.Length; attribute++) Assert.True(tree.NodeContaining(Clique.Of(attribute)) >= 0);
    });

    [Fact]
    public void No_node_is_inside_another() => Problems.Sample(problem =>
    {
        var nodes = new JunctionTree(problem.Shape, problem.Cliques).Nodes;

        foreach (var node in nodes) Assert.Equal(1, nodes.Count(other => other.Contains(node)));
    });

    [Fact]
    public void What_a_node_shares_with_all_before_it_is_shared_with_its_parent() => Problems.Sample(problem =>
    {
        // The running intersection property, for the order in which parents come first.
        var tree = new JunctionTree(problem.Shape, problem.Cliques);
        var seen = tree.Nodes[0];
        for (var node = 1; node < tree.Nodes.Count; node++)
        {
            Assert.InRange(tree.Parent(node), 0, node - 1);
            Assert.Equal(tree.Nodes[node].Intersect(seen), tree.Separator(node));
            Assert.True(tree.Nodes[tree.Parent(node)].Contains(tree.Separator(node)));
            seen = seen.Union(tree.Nodes[node]);
        }
        Assert.Equal(-1, tree.Parent(0));
        Assert.Equal(Clique.Empty, tree.Separator(0));
    });

    [Fact]
    public void The_price_of_one_more_clique_is_what_it_then_costs() => Problems.Sample(problem =>
    {
        var tree = new JunctionTree(problem.Shape, problem.Cliques);
        Clique more = [0, problem.Shape.Length / 2, problem.Shape.Length - 1];

        Assert.Equal(new JunctionTree(problem.Shape, [.. problem.Cliques, more]).Cells, tree.CellsWith(more));
        Assert.Equal(tree.Nodes.Sum(node => node.Cells(problem.Shape)), tree.Cells);
    });

    [Fact]
    public void A_tree_holds_what_lies_inside_a_node_and_nothing_else() => Problems.Sample(problem =>
    {
        var tree = new JunctionTree(problem.Shape, problem.Cliques);
        Clique other = [0, problem.Shape.Length / 2, problem.Shape.Length - 1];

        Assert.All(problem.Cliques, clique => Assert.True(tree.Holds(clique)));
        Assert.Equal(tree.NodeContaining(other) >= 0, tree.Holds(other));
    });

    [Fact]
    public void Unconnected_parts_cost_together_what_each_costs_by_itself() => Problems.Sample(problem =>
    {
        var size = problem.Shape.Length;
        var tree = new JunctionTree(problem.Shape, problem.Cliques);
        var moved = problem.Cliques.Select(clique => Clique.Of([.. clique.Select(attribute => attribute + size)]));

        Assert.Equal(2 * tree.Cells, new JunctionTree([.. problem.Shape, .. problem.Shape], [.. problem.Cliques, .. moved]).Cells);
    });

    [Fact]
    public void A_tree_of_pairs_is_kept_as_it_is()
    {
        var tree = new JunctionTree([4, 3, 5, 2, 3], [[0, 1], [1, 2], [2, 3], [3, 4]]);

        Assert.Equal([[0, 1], [1, 2], [2, 3], [3, 4]], tree.Nodes.OrderBy(node => node[0]));
        Assert.Equal(12 + 15 + 10 + 6, tree.Cells);
    }

    [Fact]
    public void A_cycle_is_triangulated_around_its_smallest_attributes()
    {
        // Of the five triangulations of this cycle the best has a fan at attribute 3, of size 2: 4*3*2 + 3*5*2 + 4*2*3 = 78.
        var tree = new JunctionTree([4, 3, 5, 2, 3], [[0, 1], [1, 2], [2, 3], [3, 4], [0, 4]]);

        Assert.Equal(78, tree.Cells);
        Assert.All(tree.Nodes, node => Assert.True(node.Contains(3)));
    }

    [Fact]
    public void Unrelated_attributes_hang_on_empty_separators()
    {
        var tree = new JunctionTree([2, 2, 2], []);

        Assert.Equal(3, tree.Nodes.Count);
        Assert.All(Enumerable.Range(0, 3), node => Assert.Equal(Clique.Empty, tree.Separator(node)));
    }

    [Fact]
    public void Hundreds_of_attributes_are_handled_and_a_table_too_big_to_count_does_not_wrap_around()
    {
        var shape = Enumerable.Repeat(3, 300).ToArray();
        var chain = Enumerable.Range(0, 299).Select(a => Clique.Of(a, a + 1)).ToArray();
        var tree = new JunctionTree(shape, chain);

        Assert.Equal(299 * 9, tree.Cells);
        Assert.Equal(long.MaxValue, tree.CellsWith(Clique.Of([.. Enumerable.Range(0, 300)])));
    }

    [Fact]
    public void An_unknown_attribute_an_empty_shape_and_an_attribute_without_values_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new JunctionTree([2, 2], [[1, 2]]));
        Assert.Throws<ArgumentException>(() => new JunctionTree([2, 2], []).CellsWith([2]));
        Assert.Throws<ArgumentException>(() => new JunctionTree([2, 2], []).Holds([2]));
        Assert.Throws<ArgumentException>(() => new JunctionTree([], []));
        Assert.Throws<ArgumentException>(() => new JunctionTree([2, 0], []));
    }
}
