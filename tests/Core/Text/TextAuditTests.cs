using SafeSynth.Data;
using SafeSynth.Privacy;
using SafeSynth.Tests.Generators;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>White-box audits of whole fits of texts: see <see cref="GeneratorAuditTests"/>, whose false-alarm rates these are.</summary>
public sealed class TextAuditTests
{
    private static readonly Guarantee Claimed = new(8, 1e-5);

    private static readonly Field[] Fields = [new("text"), new("label") { Type = FieldType.String, Enum = ["p", "q"], Required = true }];

    public static TheoryData<string, bool> Generators => new(TextGeneratorCatalog.All.SelectMany(one => new[] { (one.Info.Name, true), (one.Info.Name, false) }));

    // What goes to stop words tells nothing of a text without any.
    [Theory]
    [MemberData(nameof(Generators))]
    public void All_that_a_fit_releases_keeps_the_claimed_curve_and_reaches_75_percent_of_the_mu_of_its_limit(string generator, bool publicVocabulary)
    {
        var (audit, cap) = Audited(generator, publicVocabulary, runs: 1_500, halfTheNoise: false);

        Assert.InRange(audit.Excess(CurveOf(cap)), -1, 0);
        Assert.True(audit.AtLeast(Audit.Audit.Mu) >= 0.75 * Math.Sqrt(2 * cap.Cost.Rho));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void A_generator_whose_mechanisms_draw_half_the_noise_is_caught(string generator, bool publicVocabulary)
    {
        var (audit, cap) = Audited(generator, publicVocabulary, runs: 800, halfTheNoise: true);

        Assert.InRange(audit.Excess(CurveOf(cap)), 0.01, 1);
    }

    // The claim without the part of delta that thresholds may fail with: so rare a failure shows in no run, so this stricter curve must hold as well.
    private static PrivacyCurve CurveOf(ReleaseCap cap) => GdpAccountant.Instance.CurveOf(2 * cap.Cost.Rho);

    private static (Audit.Audit Audit, ReleaseCap Cap) Audited(string generator, bool publicVocabulary, int runs, bool halfTheNoise)
    {
        // A text of one word gives it all of its votes, so that one text moves every answer as far as its sensitivity allows.
        var others = Enumerable.Range(0, 60).Select(i => new object?[] { i % 3 == 0 ? "beta the gamma" : "alpha", i % 2 == 0 ? "p" : "q" }).ToList();
        var with = new Rows("toy", ["text", "label"], [.. others, ["alpha", "p"]]).Read();
        var without = new Rows("toy", ["text", "label"], others).Read();
        var (rowsWith, rowsWithout) = (new UnitRows(with, []), new UnitRows(without, []));

        var plan = new TextPlan(Claimed, "text")
        {
            LabelColumn = "label", Generator = generator, Schema = new Schema(Fields), Vocabulary = publicVocabulary ? WordList.Of("public", ["alpha beta gamma"]) : null,
        };
        var terms = TextSynthesis.TermsOf(plan, ["text", "label"]);
        var cap = ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition);
        var noise = new OneStream(seed: 1);
        return (new Audit.Audit(Ratios(with), Ratios(without)), cap);

        long[] Ratios(RawTable table)
        {
            var ratios = new long[runs];
            for (var run = 0; run < runs; run++)
            {
                var data = PrivateTable.Open("toy", table, Fields, [], new BudgetScope(cap), noise);
                var door = new AuditingDoor(data, rowsWith, rowsWithout, halfTheNoise);
                TextSynthesis.Fit(plan, door, isText: true, progress: null, CancellationToken.None);
                ratios[run] = (long)(1e9 * door.LogRatio);
            }

            return ratios;
        }
    }
}
