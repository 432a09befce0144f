using SafeSynth.Attacks;
using SafeSynth.Gates;

namespace SafeSynth.Tests.Gates;

public sealed class PersonalDataGateTests
{
    private static readonly string[] Members = [.. Enumerable.Range(0, 100).Select(i => $"I am m{i}@mail.org")], Others = [.. Enumerable.Range(0, 100).Select(i => $"I am o{i}@mail.org")];

    [Fact]
    public void Repeated_addresses_of_members_fail_and_the_verdict_alone_is_public()
    {
        var decision = Decide(Members[..8]);

        Assert.Equal((Verdict.Fail, null), (decision.Result.Verdict, decision.Result.Reason));
        Assert.Contains("repeated of 8 of 100 members, and of 0 of 100 others", decision.Detail, StringComparison.Ordinal);
        // All eight among the members: C(100, 8) / C(200, 8).
        Assert.Equal(0.0034, decision.PValue!.Value, 1e-4);
    }

    [Fact]
    public void One_repeated_address_is_no_pass() => Assert.Equal(Verdict.Inconclusive, Decide(Members[..1]).Result.Verdict);

    [Fact]
    public void What_is_repeated_of_others_as_often_or_is_made_up_passes()
    {
        Assert.Equal(Verdict.Pass, Decide([.. Members[..5], .. Others[..5]]).Result.Verdict);
        Assert.Equal(Verdict.Pass, Decide(["made@up.org", "nothing"]).Result.Verdict);
    }

    [Fact]
    public void Without_private_texts_what_looks_like_personal_data_leaves_it_open_and_why_is_public()
    {
        var (found, none) = (new PersonalDataGate().Decide(PersonalDataReport.Of("made", ["x", "a@b.org"])), new PersonalDataGate().Decide(PersonalDataReport.Of("made", ["x"])));

        Assert.Equal((Verdict.Inconclusive, Verdict.Pass), (found.Result.Verdict, none.Result.Verdict));
        Assert.Contains("1 of kind Email (first in text 2)", found.Result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("a@b.org", found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_level_is_shared_with_the_attacks_only_where_something_is_repeated_of_somebody()
    {
        Assert.Equal(0.025, PersonalDataGate.Shared(0.05, Report(Members[..1])));
        Assert.Equal(0.025, PersonalDataGate.Shared(0.05, Report(Others[..1])));
        Assert.Equal(0.05, PersonalDataGate.Shared(0.05, Report(["made@up.org"])));
        Assert.Equal(0.05, PersonalDataGate.Shared(0.05, PersonalDataReport.Of("made", ["a@b.org"])));
    }

    private static GateDecision Decide(string[] synthetic) => new PersonalDataGate().Decide(Report(synthetic));

    private static PersonalDataReport Report(string[] synthetic) => PersonalDataReport.Of(
        "made", synthetic, [.. Members, .. Others], [.. Enumerable.Range(0, 200)], [.. Enumerable.Range(0, 200).Select(row => row < 100)]);
}
