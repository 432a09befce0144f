using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Data;

public sealed class DeclaredDomainTests
{
    [Theory]
    [InlineData("0", "0.99", "0.995", true)]
    [InlineData("0", "0.99", "0.99", false)]
    [InlineData("0", "10", "10.4", true)]
    [InlineData("0.5", "10", "0.49", true)]
    [InlineData("0.5", "10", "0.5", false)]
    public void What_is_a_fault_is_decided_by_the_declared_bounds_whatever_decimals_the_grid_has(string minimum, string maximum, string cell, bool isFault)
    {
        var field = new Field("x") { Type = FieldType.Number, Minimum = minimum, Maximum = maximum, Faults = FaultPolicy.Drop };

        foreach (var decimals in new[] { 0, 1, 4 })
        {
            var rows = new UnitRows(Rows.Of("x", cell).Read(), []);
            rows.DropFaulty([field]);
            Assert.Equal(isFault ? 0 : 1, rows.Count);

            var code = DeclaredDomain.Of(field, CellForm.Real, decimals).Encode(Rows.Of("x", cell).Read().Column(0)[0], FaultPolicy.Drop);
            Assert.Equal(isFault, code == Domain.Fault);
        }
    }

    [Theory]
    [InlineData("0.7", "0.3")]
    [InlineData("2", "1")]
    public void Crossed_bounds_are_refused_before_anything_is_read(string minimum, string maximum) => Assert.Equal("SS0106", Assert.Throws<SafeSynthException>(
        () => DeclaredDomain.Check(new Field("x") { Type = FieldType.Number, Minimum = minimum, Maximum = maximum })).Code);

    [Fact]
    public void An_enum_value_outside_the_bounds_is_refused() => Assert.Equal("SS0124", Assert.Throws<SafeSynthException>(
        () => DeclaredDomain.Check(new Field("x") { Type = FieldType.Integer, Enum = ["1", "500"], Minimum = "0", Maximum = "10" })).Code);

    [Theory]
    [InlineData(FieldType.DateTime, "1900-01-01T00:00:00", "9999-12-31T23:59:59")]
    [InlineData(FieldType.Date, "0001-01-01", "9999-12-31")]
    [InlineData(FieldType.Integer, "-1000000000000000000", "1000000000000000000")]
    [InlineData(FieldType.Number, "-1000000000000", "1000000000000.000001")]
    public void Grids_of_any_width_keep_their_ends(FieldType type, string minimum, string maximum)
    {
        var domain = DeclaredDomain.Of(new Field("x") { Type = type, Minimum = minimum, Maximum = maximum }, FormTypes.DefaultOf(type), decimals: 0);

        Assert.Equal(minimum, domain.TextOf(0));
        Assert.Equal(maximum, domain.TextOf(domain.Count - 1));
    }

    [Fact]
    public void Native_integers_stay_of_their_type()
    {
        var field = new Field("x") { Type = FieldType.Integer, Minimum = "0", Maximum = "9" };

        Assert.IsType<int>(DeclaredDomain.Of(field, CellForm.NativeInt32, 0).ValueOf(3));
        Assert.IsType<long>(DeclaredDomain.Of(field, CellForm.NativeInt64, 0).ValueOf(3));
        Assert.IsType<int>(DeclaredDomain.Of(field with { Enum = ["1", "2"], Minimum = null, Maximum = null }, CellForm.NativeInt32, 0).ValueOf(1));
    }

    [Fact]
    public void A_value_that_is_called_other_is_told_apart_from_all_others()
    {
        var domain = new CategoryDomain(FieldType.String, [CategoryDomain.Other, "a"], CellForm.Text, nullable: false, hasOther: true);

        Assert.Equal(domain.Values.Count, domain.Values.Distinct().Count());
    }

    [Fact]
    public void Text_is_the_same_under_every_culture()
    {
        var domain = DeclaredDomain.Of(new Field("x") { Type = FieldType.Number, Minimum = "-1.5", Maximum = "1.5" }, CellForm.Decimal1, 1);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("-1.5", domain.TextOf(0));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
