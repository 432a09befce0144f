using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

/// <summary>
/// White-box audits of whole fits: all that is released of two neighbours, through the best test there is, against the curve that the release
/// claims. The neighbours differ in one row that moves every answer as far as its sensitivity allows.
/// </summary>
/// <remarks>
/// Seeds are fixed. Over seeds, a generator that keeps its claim fails an assertion on <see cref="Audit.Audit.Excess"/> with a chance of
/// <see cref="Audit.Audit.FalseVerdictRate"/>. That on mu leaves room for sampling error many times over.
/// </remarks>
public sealed class GeneratorAuditTests
{
    private static readonly Guarantee Claimed = new(8, 1e-5);

    private static readonly Field[] Fields =
        [.. new[] { "a", "b", "c", "d" }.Select(name => new Field(name) { Type = FieldType.String, Enum = ["0", "1"], Required = true })];

    // The Gaussian whose rho is the whole limit is all that an observer could see; what selections reveal less of theirs is lost to the audit.
    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void All_that_a_fit_releases_keeps_the_claimed_curve_and_reaches_75_percent_of_the_mu_of_its_limit(string generator)
    {
        var (audit, cap) = Audited(generator, runs: 2_400, halfTheNoise: false);

        Assert.InRange(audit.Excess(cap.Curve), -1, 0);
        Assert.True(audit.AtLeast(Audit.Audit.Mu) >= 0.75 * Math.Sqrt(2 * cap.Cost.Rho));
    }

    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void A_generator_whose_mechanisms_draw_half_the_noise_is_caught(string generator)
    {
        var (audit, cap) = Audited(generator, runs: 2_000, halfTheNoise: true);

        Assert.InRange(audit.Excess(cap.Curve), 0.01, 1);
    }

    private static (Audit.Audit Audit, ReleaseCap Cap) Audited(string generator, int runs, bool halfTheNoise)
    {
        // Half of the rows hold every combination alike, the others one value everywhere: so all pairs are badly explained, and nearly alike.
        // The row between the neighbours alternates: it makes some pairs' errors larger and others' smaller, as selections reveal most by.
        var others = Enumerable.Range(0, 160).Select(i => Row(i < 80 ? i : 0b1111 * (i & 1))).ToList();
        var with = new Rows("toy", [.. Fields.Select(field => field.Name)], [.. others, Row(0b0101)]).Read();
        var without = new Rows("toy", with.ColumnNames, others).Read();
        var (rowsWith, rowsWithout) = (new UnitRows(with, []), new UnitRows(without, []));

        var plan = new DpPlan(Claimed) { Generator = generator, Schema = new Schema(Fields) };
        var cap = ReleaseCap.Of(Claimed, thresholdShare: 0, GeneratorCatalog.Find(generator).Info.Composition);
        var noise = new OneStream(seed: 1);
        return (new Audit.Audit(Ratios(with), Ratios(without)), cap);

        long[] Ratios(RawTable table)
        {
            var ratios = new long[runs];
            for (var run = 0; run < runs; run++)
            {
                var data = PrivateTable.Open("toy", table, Fields, [], new BudgetScope(cap), noise);
                var door = new AuditingDoor(data, rowsWith, rowsWithout, halfTheNoise);
                _ = Synthesis.Fit(plan, door, Fields, isText: true, progress: null, CancellationToken.None);
                ratios[run] = (long)(1e9 * door.LogRatio);
            }

            return ratios;
        }

        static object?[] Row(int bits) => [.. Fields.Select((_, bit) => $"{(bits >> bit) & 1}")];
    }

    /// <summary>The noise of all fits as one stream: what is drawn is never drawn again, and nothing has to be derived.</summary>
    private sealed class OneStream(int seed) : IReleaseNoise
    {
        private readonly SeededNoise _stream = new(seed);

        public bool IsFor(RawTable source) => true;

        public INoiseSource ForEvent(int index, string descriptor) => _stream;
    }
}
