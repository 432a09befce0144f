using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class SmallGroupsTests
{
    // Real: 30 of 4,000 rows are rare. Released: half as many, in as many rows.
    [Fact]
    public void A_small_group_of_half_its_size_is_off_by_half()
    {
        IEnumerable<string> Rows(int rare) => Enumerable.Range(0, 4000).Select(row => row < rare ? "rare" : "common");

        Assert.Equal(0.5, MadeTables.Measure(new SmallGroups(), MadeTables.Read("c", Rows(15)), MadeTables.Read("c", Rows(30)))["SmallGroups"], 1e-12);
    }

    [Fact]
    public void Without_small_groups_there_is_no_figure() =>
        Assert.Empty(MadeTables.Measure(new SmallGroups(), MadeTables.Read("c", "a", "b"), MadeTables.Read("c", "a", "b")));
}
