using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Gates;

namespace SafeSynth.Tests.Attacks;

/// <summary>
/// The control data as a whole: every deterministic attack against the published figures (docs/known-answers.md), and the verdicts.
/// </summary>
public sealed class KnownAnswersTests
{
    private static readonly (string Ours, string Published)[] Attacks =
    [
        ("Dcr", "DCR"), ("DcrDifference", "DCRDiff"), ("DensityEstimate", "DensityEstimate"), ("Domias", "DOMIAS"), ("Dpi", "DPI"), ("GenLra", "GenLRA"),
        ("LocalNeighborhood", "LocalNeighborhood"), ("MonteCarlo", "MC"),
    ];

    // By another definition, which its page names; all others are the published attacks.
    private static readonly string[] Different = ["GenLra", "Domias on housing"];

    [Theory]
    [InlineData("housing", "| .755 .755 | .737 .737 | .643 .643 | .634 .639 | .569 .569 | .752 .648 | .595 .595 | .685 .685 |")]
    [InlineData("adult_leaky", "| .680 .680 | .695 .695 | .610 .610 | .680 .680 | .619 .619 | .694 .697 | .630 .630 | .643 .643 |")]
    [InlineData("adult_indep", "| .502 .502 | .497 .497 | .503 .503 | .511 .511 | .534 .534 | .506 .532 | .518 .518 | .524 .524 |")]
    public void Areas_are_within_a_two_hundredth_of_the_published_ones_but_for_named_differences(string data, string table)
    {
        var oracle = OracleSetting.Read(data);

        var areas = Attacks.Select(attack =>
        {
            var area = oracle.AreaOf(AttackCatalog.Find(attack.Ours).Score(oracle.Setting, CancellationToken.None));
            if (!Different.Contains(attack.Ours) && !Different.Contains($"{attack.Ours} on {data}"))
                Assert.Equal(oracle.Area(attack.Published), area, 0.005);
            return FormattableString.Invariant($"{area:.000} {oracle.Area(attack.Published):.000}");
        }).ToList();

        Assert.Equal(table, $"| {string.Join(" | ", areas)} |");
    }

    [Theory]
    [InlineData("adult_syn_leaky", Verdict.Fail)]
    [InlineData("adult_syn_indep", Verdict.Pass)]
    public void The_leaky_release_fails_and_the_independent_one_passes(string synthetic, Verdict expected)
    {
        OwnerTable Read(string file) => OwnerTable.Read(new CsvSource(DataSets.Find($"mia_control/{file}.csv")));
        var report = MembershipTest.Run(
            Read(synthetic), Read("adult_mem"), Read("adult_non"), Read("adult_ref"), AttackCatalog.Default, 1, CancellationToken.None);

        Assert.Equal(expected, new PermutationGate().Decide(report).Result.Verdict);
    }
}
