using SafeSynth.Data;
using SafeSynth.Noise;

namespace SafeSynth.Tests.Data;

public sealed class SourceFingerprintTests
{
    private static readonly SecretKey Secret = new(new byte[32]);
    private static readonly string[] Table = ["who,n", "ann,7", "bob,7", ",-2", "ann,7"];

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        Assert.Equal(Of(Table), Of("who,n", ",-2", "ann,7", "ann,7", "bob,7"));
    }

    [Fact]
    public void Any_change_of_content_matters()
    {
        string[] fingerprints =
        [
            Of(Table),
            Of("who,n", "ann,7", "bob,7", ",-2", "ann,8"),
            Of("who,n", "ann,7", "bob,7", ",-2", "ann,7.0"),
            Of("who,n", "ann,7", "bob,7", ",-2", "ann,07"),
            Of("who,n", "ann,7", "bob,7", ",-2"),
            Of("who,n", "ann,7", "bob,7", ",-2", "ann,7", "ann,7"),
            Of("who,n", "ann,7", "bob,7", ",-2", "bob,7"),
            Of("who,n", "ann,-2", "bob,7", ",7", "ann,7"),
            Of("who,n", "ann,7", "bob,7", ",-2", "ann,7", ","),
            Of("who,m", "ann,7", "bob,7", ",-2", "ann,7"),
            Of("n,who", "7,ann", "7,bob", "-2,", "7,ann"),
            Of("who,n,x", "ann,7,", "bob,7,", ",-2,", "ann,7,"),
            SourceFingerprint.Of(Rows.Of(Table).Read(), new SecretKey([1, .. new byte[31]]), "v1"),
            SourceFingerprint.Of(Rows.Of(Table).Read(), Secret, "v2"),
        ];

        Assert.Distinct(fingerprints);
    }

    [Fact]
    public void Text_does_not_run_over_from_cell_to_cell_or_from_row_to_row()
    {
        Assert.Distinct(new[] { Of("a,b", "xy,z"), Of("a,b", "x,yz"), Of("a,b", "x,y", "z,w"), Of("a,b", "x,w", "z,y"), Of("ab,c", "xy,z") });
    }

    [Fact]
    public void Adding_hashes_is_not_undone_by_equal_rows()
    {
        // What a sum without carries would miss: two, three or four equal rows.
        Assert.Distinct(Enumerable.Range(0, 9).Select(times => Of(["a", .. Enumerable.Repeat("x", times)])));
    }

    [Fact]
    public void Columns_of_many_distinct_cells_are_covered_as_well()
    {
        string[] lines = ["a", .. Enumerable.Range(0, 70_000).Select(i => $"text {i}")];
        string[] reversed = ["a", .. lines.Skip(1).Reverse()];
        string[] changed = [.. lines.SkipLast(1), "text -1"];

        Assert.Equal(Of(lines), Of(reversed));
        Assert.NotEqual(Of(lines), Of(changed));
    }

    private static string Of(params string[] lines) => SourceFingerprint.Of(Rows.Of(lines).Read(), Secret, "v1");
}
