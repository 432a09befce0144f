using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Data;

public sealed class PrivateTableTests
{
    [Fact]
    public void A_unit_keeps_at_most_its_rows_and_rows_without_a_key_take_no_part()
    {
        var table = Rows.Of("who,x", "1,a", "1,b", "1,c", "2,a", ",d", ",e").Read();
        var rows = new UnitRows(table, []);

        rows.BoundUnits(PrivacyUnit.Key("who", 2), [], new SystemNoise());

        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public void Which_rows_of_a_unit_take_part_does_not_follow_their_order()
    {
        var table = Rows.Of("who,x", "1,first", "1,second", "1,third").Read();
        var kept = new HashSet<string>();

        // 60 fresh keys miss one of three rows with probability 3 (2/3)^60 < 10^-10.
        for (var run = 0; run < 60; run++)
        {
            var rows = new UnitRows(table, []);
            rows.BoundUnits(PrivacyUnit.Key("who", 1), [], new SystemNoise());
            kept.UnionWith(rows.KeyCounts("x").Keys);
        }

        Assert.Equal(3, kept.Count);
    }

    [Theory]
    [InlineData(FieldType.Integer, 1)]
    [InlineData(FieldType.String, 5)]
    [InlineData(null, 4)]
    public void Keys_that_read_as_one_value_of_the_declared_type_are_one_person(FieldType? type, int people)
    {
        var rows = new UnitRows(Rows.Of("who,x", "7,a", "7.0,b", "007,c", " 7,d", "seven,e").Read(), []);

        rows.BoundUnits(PrivacyUnit.Key("who", 1), [new Field("who") { Type = type }], new SystemNoise());

        Assert.Equal(people, rows.Count);
    }

    [Theory]
    [InlineData(FaultPolicy.Missing, 4, 2)]
    [InlineData(FaultPolicy.Clamp, 4, 1)]
    [InlineData(FaultPolicy.Drop, 2, 0)]
    public void A_fault_is_treated_as_the_field_declares(FaultPolicy policy, int rowsLeft, int missing)
    {
        var field = new Field("age") { Type = FieldType.Integer, Minimum = "0", Maximum = "120", Faults = policy };
        var rows = new UnitRows(Rows.Of("age", "5", "300", "abc", "80").Read(), []);
        rows.DropFaulty([field]);
        var domain = DeclaredDomain.Of(field, CellForm.Integer, 0);
        var column = new ModelledColumn("age", domain, Binning.Identity(domain.Count), policy);

        var counts = rows.CountsOf([new ModelCoding(column)], [[0]])[0];

        Assert.Equal(rowsLeft, rows.Count);
        Assert.Equal(missing, counts[121]);
        Assert.Equal(policy == FaultPolicy.Clamp ? 1 : 0, counts[120]);
    }

    [Fact]
    public void A_declared_missing_value_is_missing()
    {
        var rows = new UnitRows(Rows.Of("x", "?", "a", "?", "b").Read(), ["?"]);

        Assert.Equal(["a", "b"], rows.KeyCounts("x").Keys.Order());
    }

    [Fact]
    public void A_measurement_beyond_the_budget_is_refused_before_any_noise_is_drawn()
    {
        var noise = new CountingNoise();
        var data = PrivateTable.Open("t", Rows.Of("x", "a").Read(), [new Field("x")], [], new BudgetScope(new Guarantee(0.1), 0), noise);

        var refusal = Assert.Throws<BudgetExceededException>(
            () => data.Measure(MarginalQuery.OneWay([new FormCoding("x")]), DiscreteGaussian.Spending(1, new Sensitivity(1, 1, 1, 1))));

        Assert.Equal("SS2001", refusal.Code);
        Assert.Equal(0, noise.BytesDrawn);
        Assert.Empty(data.Budget.Events);
    }

    [Fact]
    public void A_key_column_that_does_not_exist_is_refused()
    {
        var guarantee = new Guarantee(1, 1e-6, PrivacyUnit.Key("who", 1));

        var fault = Assert.Throws<SafeSynthException>(
            () => PrivateTable.Open("t", Rows.Of("x", "a").Read(), [new Field("x")], [], new BudgetScope(guarantee, 0), new SystemNoise()));

        Assert.Equal("SS0103", fault.Code);
    }

    private sealed class CountingNoise : INoiseSource, IReleaseNoise
    {
        public long BytesDrawn { get; private set; }

        public bool IsFor(RawTable source) => true;

        public INoiseSource ForEvent(int index, string descriptor) => this;

        public void Fill(Span<byte> buffer)
        {
            BytesDrawn += buffer.Length;
            System.Security.Cryptography.RandomNumberGenerator.Fill(buffer);
        }
    }
}
