using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class CliqueTests
{
    [Fact]
    public void Order_and_repetition_do_not_matter()
    {
        Clique clique = [5, 1, 300, 1];

        Assert.Equal([1, 5, 300], clique.Attributes.ToArray());
        Assert.Equal(Clique.Of(300, 5, 1), clique);
        Assert.Equal(Clique.Of(300, 5, 1).GetHashCode(), clique.GetHashCode());
        Assert.NotEqual(Clique.Of(1, 5), clique);
        Assert.Equal("{1, 5, 300}", clique.ToString());
    }

    [Fact]
    public void It_is_a_set()
    {
        Clique left = [0, 2, 4];
        Clique right = [2, 3];

        Assert.Equal(Clique.Of(0, 2, 3, 4), left.Union(right));
        Assert.Equal(Clique.Of(2), left.Intersect(right));
        Assert.Equal(Clique.Of(0, 4), left.Except(right));
        Assert.True(left.Contains(Clique.Of(0, 4)));
        Assert.True(left.Contains(Clique.Empty));
        Assert.False(left.Contains(right));
    }

    [Fact]
    public void Its_table_has_the_product_of_the_sizes_as_cells_and_a_huge_one_does_not_wrap_around()
    {
        Assert.Equal(1, Clique.Empty.Cells([7]));
        Assert.Equal(20, Clique.Of(0, 2).Cells([4, 3, 5]));
        Assert.Equal(long.MaxValue, Clique.Of([.. Enumerable.Range(0, 80)]).Cells([.. Enumerable.Repeat(2, 80)]));
    }

    [Fact]
    public void A_negative_attribute_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Clique.Of(3, -1));
}
