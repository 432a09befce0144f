using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class LedgerForkTests : IDisposable
{
    private readonly TemporaryLedger _temporary = new();

    private Ledger Ledger => _temporary.Ledger;

    [Fact]
    public void A_head_that_a_certificate_pinned_is_found_as_long_as_the_ledger_goes_on_from_it()
    {
        Ledger.Reserve();
        var pinned = LedgerHead.Parse(Ledger.Head.ToString());
        Ledger.Reserve();

        Assert.Equal((2, LedgerState.Sound), (pinned.Line, Ledger.Verify(_temporary.File, pinned).State));
    }

    [Fact]
    public void A_ledger_that_was_rolled_back_is_told_by_a_pinned_head()
    {
        Ledger.Reserve();
        var backup = _temporary.Copy("backup.jsonl");
        Ledger.Reserve();
        var pinned = Ledger.Head;

        var verdict = Ledger.Verify(backup, pinned);

        Assert.Equal((LedgerState.RolledBack, 2), (verdict.State, verdict.Line));
    }

    [Fact]
    public void A_fork_is_told_by_a_pinned_head_even_when_it_has_become_longer()
    {
        Ledger.Reserve();
        var fork = _temporary.Copy("fork.jsonl");
        Ledger.Reserve();
        var pinned = Ledger.Head;
        var other = Ledger.Open(fork);
        other.Reserve();
        other.Reserve();

        var verdict = Ledger.Verify(fork, pinned);

        Assert.Equal((LedgerState.Forked, 3), (verdict.State, verdict.Line));
    }

    [Fact]
    public void A_file_that_is_rolled_back_under_a_running_process_is_not_spent_from()
    {
        Ledger.Reserve();
        var backup = File.ReadAllBytes(_temporary.File);
        var reservation = Ledger.Reserve();
        File.WriteAllBytes(_temporary.File, backup);

        Assert.Equal("SS2010", Assert.Throws<SafeSynthException>(() => Ledger.Reserve()).Code);
        Assert.Equal("SS2010", Assert.Throws<SafeSynthException>(() => reservation.Settle([])).Code);
        Assert.Equal(backup, File.ReadAllBytes(_temporary.File));
    }

    [Fact]
    public void A_file_that_is_exchanged_for_a_fork_under_a_running_process_is_not_spent_from()
    {
        var fork = _temporary.Copy("fork.jsonl");
        Ledger.Reserve();
        Ledger.Open(fork).Reserve();
        File.Copy(fork, _temporary.File, overwrite: true);

        var refusal = Assert.Throws<SafeSynthException>(() => Ledger.Reserve());

        Assert.Equal("SS2011", refusal.Code);
        Assert.Contains("line 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merged_forks_hold_what_both_spent_and_every_head_that_either_had()
    {
        Ledger.Reserve();
        var fork = _temporary.Copy("fork.jsonl");
        Ledger.Reserve().Settle([]);
        var other = Ledger.Open(fork);
        other.Reserve().Settle([]);
        var last = other.Reserve();

        var merge = Ledger.Merge(_temporary.File, fork);

        Assert.Equal((3, 2, false), (merge.ForkLine, merge.Releases, merge.ExceedsLimit));
        var merged = Ledger.Open(_temporary.File);
        Assert.Equal(4, merged.Releases.Count);
        Assert.Equal(last.Cap.Cost, merged.Releases[^1].Spent);
        Assert.Equal(merge.Left, merged.Left);
        Assert.All([Ledger.Head, other.Head], head => Assert.Equal(LedgerState.Sound, Ledger.Verify(_temporary.File, head).State));
    }

    [Fact]
    public void A_process_that_runs_on_during_a_merge_can_settle_and_reserve_afterwards()
    {
        var reservation = Ledger.Reserve();
        var fork = _temporary.Copy("fork.jsonl");
        Ledger.Open(fork).Reserve();
        Ledger.Merge(_temporary.File, fork);

        reservation.Settle([]);
        Ledger.Reserve();

        Assert.Equal([true, false, false], Ledger.Open(_temporary.File).Releases.Select(release => release.IsSettled));
    }

    [Fact]
    public void A_second_merge_adds_only_what_is_new_and_a_third_nothing()
    {
        var fork = _temporary.Copy("fork.jsonl");
        var other = Ledger.Open(fork);
        other.Reserve();
        Ledger.Merge(_temporary.File, fork);
        other.Reserve();

        Assert.Equal((3, 1), (Ledger.Merge(_temporary.File, fork).ForkLine, Ledger.Open(_temporary.File).Releases.Count - 1));
        Assert.Equal((null, 0), (Ledger.Merge(_temporary.File, fork).ForkLine, Ledger.Merge(_temporary.File, fork).Releases));
        Assert.Equal(3, _temporary.Lines.Length);
    }

    [Fact]
    public void Forks_that_were_merged_into_each_other_count_every_release_once()
    {
        var fork = _temporary.Copy("fork.jsonl");
        Ledger.Reserve();
        Ledger.Open(fork).Reserve();
        Ledger.Merge(fork, _temporary.File);

        Ledger.Merge(_temporary.File, fork);

        Assert.Equal(2, Ledger.Open(_temporary.File).Releases.Count);
        Assert.Equal(Ledger.Open(fork).Left, Ledger.Open(_temporary.File).Left);
    }

    [Fact]
    public void A_release_that_both_forks_settled_counts_for_both_settlements()
    {
        var reservation = Ledger.Reserve();
        var fork = _temporary.Copy("fork.jsonl");
        var spent = reservation.Gaussian(oneIn: 2);
        Ledger.Open(fork).Settle(reservation, [spent, spent], transcript: null);
        reservation.Settle([spent]);

        Ledger.Merge(_temporary.File, fork);

        var release = Assert.Single(Ledger.Open(_temporary.File).Releases);
        Assert.Equal(3 * ZcdpAccountant.Price(spent).Rho, release.Spent.Rho, 1e-15);
    }

    [Fact]
    public void Forks_that_together_spent_too_much_are_merged_and_nothing_more_is_accepted()
    {
        var fork = _temporary.Copy("fork.jsonl");
        Ledger.Reserve(epsilon: 0.8);
        Ledger.Open(fork).Reserve(epsilon: 0.8);

        var merge = Ledger.Merge(_temporary.File, fork);

        Assert.True(merge.ExceedsLimit);
        Assert.Equal(0, merge.Left.Rho);
        Assert.Equal("SS2003", Assert.Throws<SafeSynthException>(() => Ledger.Open(_temporary.File).Reserve(epsilon: 0.001)).Code);
    }

    [Fact]
    public void Ledgers_of_two_accounts_are_not_merged_even_if_they_are_of_one_name()
    {
        using var other = new TemporaryLedger();

        Assert.Equal("SS2016", Assert.Throws<SafeSynthException>(() => Ledger.Merge(_temporary.File, other.File)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("0 sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("3 sha256:00")]
    public void A_text_that_is_no_head_is_refused(string text) => Assert.Throws<FormatException>(() => LedgerHead.Parse(text));

    public void Dispose() => _temporary.Dispose();
}
