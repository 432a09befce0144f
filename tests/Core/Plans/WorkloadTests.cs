using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Plans;

public sealed class WorkloadTests
{
    public static TheoryData<Workload> Misspelt =>
        [new Workload { Target = "agee" }, new Workload { Sets = [["age", "sex"], ["age", "agee"]] }];

    [Theory]
    [MemberData(nameof(Misspelt))]
    public void A_column_that_the_data_do_not_have_is_refused_before_anything_is_spent(Workload workload)
    {
        var plan = new DpPlan(new Guarantee(1)) { Workload = workload };

        var atFit = Assert.Throws<SafeSynthException>(() => Synthesis.Fit(plan, Rows.Of("age,sex", "1,F"), new SystemNoise()));
        var atPrice = Assert.Throws<SafeSynthException>(() => ReleasePrice.Of(plan, "t", ["age", "sex"], isText: true));

        Assert.Equal(("SS0115", "SS0115"), (atFit.Code, atPrice.Code));
        Assert.Contains("'agee'", atFit.Message, StringComparison.Ordinal);
        Assert.Contains("age, sex", atFit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_names_the_wish_among_what_is_public()
    {
        var plan = new DpPlan(new Guarantee(1)) { Generator = "Independent" };
        var aimed = plan with { Workload = new Workload { Ways = 3, Target = "sex", Sets = [["age", "sex"]] } };

        Assert.DoesNotContain(DeclaredBy(plan), line => line.StartsWith("which relations", StringComparison.Ordinal));
        Assert.Contains("which relations matter: all relations of two and of three columns, those with 'sex', that of age x sex", DeclaredBy(aimed));
    }

    private static IReadOnlyList<string> DeclaredBy(DpPlan plan) =>
        Synthesis.Fit(plan, Rows.Of("age,sex", "1,F", "2,M"), new SystemNoise()).Report.DeclaredPublic;
}
