using SafeSynth.Data;

namespace SafeSynth.Tests.Data;

public sealed class BooleanWordsTests
{
    private static readonly Field YesOrNo = new("x") { Type = FieldType.Boolean, TrueValues = ["Y", "yes"], FalseValues = ["N"] };

    [Theory]
    [InlineData("Y", "Y")]
    [InlineData("yes", "Y")]
    [InlineData("N", "N")]
    [InlineData("true", "")]
    [InlineData("y", "")]
    public void A_column_with_words_of_its_own_reads_them_and_writes_the_first_of_each(string cell, string written) =>
        Assert.Equal(written, Rewrite(YesOrNo, CellForm.BooleanLower, cell));

    [Fact]
    public void A_value_that_is_boolean_already_needs_no_word() =>
        Assert.Equal("N", Rewrite(YesOrNo, CellForm.BooleanLower, false));

    [Fact]
    public void Where_only_one_side_has_words_the_other_keeps_those_of_the_standard()
    {
        var field = YesOrNo with { FalseValues = null };

        Assert.Equal(["Y", "false", "false", ""], ((string[])["Y", "false", "0", "N"]).Select(cell => Rewrite(field, CellForm.BooleanLower, cell)));
    }

    [Fact]
    public void A_word_that_the_source_uses_is_preferred_to_the_first()
    {
        var field = YesOrNo with { TrueValues = ["1", "True", "TRUE"], FalseValues = ["0", "False", "FALSE"] };

        Assert.Equal("TRUE", Rewrite(field, CellForm.BooleanUpper, "1"));
    }

    [Fact]
    public void A_list_may_hold_one_of_the_words_only()
    {
        var field = YesOrNo with { Enum = ["yes"] };

        Assert.Equal(["Y", ""], ((string[])["Y", "N"]).Select(cell => Rewrite(field, CellForm.BooleanLower, cell)));
    }

    [Fact]
    public void Without_words_one_and_zero_are_true_and_false_as_in_the_standard()
    {
        var field = new Field("x") { Type = FieldType.Boolean };

        Assert.Equal(["true", "false", "true", ""], ((string[])["1", "0", "True", "2"]).Select(cell => Rewrite(field, CellForm.BooleanLower, cell)));
    }

    // The cell through the domain and back: empty where it counts as missing.
    private static string Rewrite(Field field, CellForm form, object cell)
    {
        var table = new TableBuilder(["x"]);
        table[0].Add(cell);
        table.EndRow();
        var domain = DeclaredDomain.Of(field, form, decimals: 0);
        return domain.TextOf(domain.Encode(table.Build().Column(0)[0], field.FaultPolicy));
    }
}
