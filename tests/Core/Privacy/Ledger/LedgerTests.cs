using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class LedgerTests : IDisposable
{
    private readonly TemporaryLedger _temporary = new();

    private Ledger Ledger => _temporary.Ledger;

    [Fact]
    public void A_release_that_is_not_settled_counts_in_full_also_for_who_opens_the_ledger_later()
    {
        var reservation = Ledger.Reserve();

        var release = Assert.Single(Ledger.Open(_temporary.File).Releases);

        Assert.Equal((reservation.Release, false), (release.Id, release.IsSettled));
        Assert.Equal(reservation.Cap.Cost, release.Spent);
        Assert.InRange(Ledger.Left.Rho, 0, Ledger.Account.Budget.Rho - reservation.Cap.Cost.Rho);
    }

    [Fact]
    public void A_settlement_gives_back_what_was_not_spent()
    {
        var reservation = Ledger.Reserve();
        var spent = reservation.Gaussian(oneIn: 4);

        reservation.Settle([spent]);

        var release = Assert.Single(Ledger.Open(_temporary.File).Releases);
        Assert.Equal(ZcdpAccountant.Price(spent), release.Spent);
        Assert.Equal(Ledger.Account.Budget.Rho - release.Spent.Rho, Ledger.Left.Rho, 1e-15);
    }

    [Fact]
    public void A_release_that_measured_nothing_costs_nothing()
    {
        Ledger.Reserve().Settle([]);

        Assert.Equal(Ledger.Account.Budget.Rho, Ledger.Left.Rho, 1e-15);
    }

    [Fact]
    public void Events_come_back_exactly_so_that_better_accounting_can_price_them_anew()
    {
        PrivacyEvent[] events =
        [
            new DiscreteGaussianEvent(new Rational(1_000_003, 7), 3) { Question = "counts of 'größe' x age" },
            new DiscreteLaplaceEvent(new Rational(100_003, 3), 2),
            new ExponentialEvent(new Rational(1, 3000)),
            new PartitionSelectionEvent(100_000, 4, 2_000, 1.0 / 3 * 1e-8),
        ];

        Ledger.Reserve(epsilon: 0.5).Settle(events, transcript: "ab12");

        var settled = Assert.Single(Ledger.Open(_temporary.File).Releases[0].Settlements);
        Assert.Equal(events, settled.Events);
        Assert.Equal(ZcdpAccountant.Price(events), settled.RecordedPrice);
        Assert.Equal("ab12", settled.Transcript);
    }

    [Fact]
    public void All_that_a_ledger_accepts_together_keeps_the_limit_of_its_account()
    {
        var accepted = 0;
        while (Record.Exception(() => Ledger.Reserve(epsilon: 0.2)) is not { } refusal)
            accepted++;

        var spent = Ledger.Releases.Aggregate(default(ZcdpCost), (sum, release) => sum + release.Spent);
        Assert.InRange(accepted, 2, 100);
        Assert.True(spent.Delta <= 0.5e-6 && ZcdpConversion.Epsilon(spent.Rho, 1e-6 - 0.5e-6) <= 1);
    }

    [Fact]
    public void A_release_that_does_not_fit_is_refused_and_the_file_stays_as_it_was()
    {
        Ledger.Reserve(epsilon: 0.9);
        var before = File.ReadAllBytes(_temporary.File);

        var refusal = Assert.Throws<SafeSynthException>(() => Ledger.Reserve(epsilon: 0.9));

        Assert.Equal("SS2003", refusal.Code);
        Assert.Contains("'hr' (epsilon 1, delta 1E-06 per row in all)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_temporary.File));
    }

    [Fact]
    public void Delta_for_thresholds_runs_out_by_itself()
    {
        for (var release = 0; release < 4; release++)
            Ledger.Reserve(epsilon: 0.01);

        Assert.Equal("SS2003", Assert.Throws<SafeSynthException>(() => Ledger.Reserve(epsilon: 0.01)).Code);
        Ledger.Reserve(Ledger.Account.CapFor(new Guarantee(0.01), thresholdShare: 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void A_release_of_the_accounts_own_guarantee_fits_once(double thresholdShare)
    {
        var cap = Ledger.Account.CapFor(Ledger.Account.Limit, thresholdShare);

        Ledger.Reserve(cap);

        Assert.Throws<SafeSynthException>(() => Ledger.Reserve(epsilon: 0.2));
    }

    [Fact]
    public void Another_unit_or_other_neighbours_are_refused()
    {
        using var perPerson = new TemporaryLedger(unit: PrivacyUnit.Key("employee_id", 8));
        var account = perPerson.Ledger.Account;

        Guarantee[] others = [new(0.1), new(0.1, 1e-6, PrivacyUnit.Key("manager_id", 8)), new(0.1, 1e-6, account.Limit.Unit, Neighbors.ReplaceOne)];

        Assert.All(others, other => Assert.Equal("SS2005", Assert.Throws<SafeSynthException>(() => account.CapFor(other, 0)).Code));
        Assert.Equal("SS2005", Assert.Throws<SafeSynthException>(() => perPerson.Ledger.Reserve(Ledger.Cap())).Code);
    }

    [Fact]
    public void A_release_that_cost_more_than_its_cap_cannot_be_settled_and_goes_on_counting_in_full()
    {
        var reservation = Ledger.Reserve();
        var twice = reservation.Gaussian(oneIn: 1);

        Assert.Equal("SS2013", Assert.Throws<SafeSynthException>(() => reservation.Settle([twice, twice])).Code);

        Assert.False(Ledger.Open(_temporary.File).Releases[0].IsSettled);
    }

    [Fact]
    public void A_release_is_settled_once()
    {
        var reservation = Ledger.Reserve();
        reservation.Settle([]);

        Assert.Equal("SS2014", Assert.Throws<SafeSynthException>(() => reservation.Settle([])).Code);
    }

    [Fact]
    public void Changed_content_under_the_same_label_is_refused_and_under_a_new_one_it_goes_on_charging()
    {
        Ledger.Reserve(Keyed("2026-11", content: "aa"));

        var refusal = Assert.Throws<SafeSynthException>(() => Ledger.Reserve(Keyed("2026-11", content: "bb")));
        Ledger.Reserve(Keyed("2026-12", content: "bb"));

        Assert.Equal("SS2004", refusal.Code);
        Assert.Equal(["2026-11", "2026-12"], Ledger.Open(_temporary.File).Releases.Select(release => release.Cap.Identity?.DataVersion));
    }

    [Fact]
    public void Another_key_under_the_same_label_is_not_taken_for_other_content()
    {
        Ledger.Reserve(Keyed("2026-11", key: "lost"));

        Assert.Equal("SS2018", Assert.Throws<SafeSynthException>(() => Ledger.Reserve(Keyed("2026-11", content: "bb", key: "new"))).Code);
        Ledger.Reserve(Keyed("2026-12", content: "bb", key: "new"));
    }

    [Fact]
    public void A_release_that_another_version_of_the_algorithm_made_is_not_charged_again_in_silence()
    {
        Ledger.Reserve(Keyed("2026-11", plan: "1:p")).Settle([], "transcript");

        var refusal = Assert.Throws<SafeSynthException>(() => Ledger.Reserve(Keyed("2026-11", plan: "2:p")));
        Ledger.Reserve(Keyed("2026-11", plan: "2:q"));
        Ledger.Reserve(Keyed("2026-12", plan: "2:p"));

        Assert.Equal("SS2025", refusal.Code);
        Assert.Equal(["1:p", "2:q", "2:p"], Ledger.Open(_temporary.File).Releases.Select(release => release.Cap.Identity?.Plan));
    }

    [Fact]
    public void A_keyed_release_that_ended_is_found_again_and_one_that_differs_in_anything_is_not()
    {
        var first = Ledger.Reserve(Keyed("2026-11"));
        first.Settle([], "transcript");

        Assert.Equal(first.Release, Ledger.Find(Keyed("2026-11"))!.Release);
        Assert.All(new[] { Keyed("2026-12"), Keyed("2026-11", plan: "q"), Keyed("2026-11", epsilon: 0.2) }, other => Assert.Null(Ledger.Find(other)));
    }

    [Fact]
    public void A_second_run_that_was_answered_alike_spends_nothing_and_one_that_was_not_is_charged_and_stopped()
    {
        var release = Ledger.Reserve(Keyed("2026-11"));
        release.Settle([release.Gaussian(oneIn: 2)], "transcript");
        var left = Ledger.Left;

        Ledger.Find(Keyed("2026-11"))!.Settle([release.Gaussian(oneIn: 2)], "transcript");
        Assert.Equal(left, Ledger.Left);
        var refusal = Assert.Throws<SafeSynthException>(() => Ledger.Find(Keyed("2026-11"))!.Settle([release.Gaussian(oneIn: 2)], "another"));

        Assert.Equal("SS2023", refusal.Code);
        Assert.Equal(2, Ledger.Releases.Count);
        Assert.Equal(left.Rho - release.Cap.Cost.Rho / 2, Ledger.Left.Rho, 1e-6);
    }

    [Fact]
    public void A_build_that_is_tried_again_after_it_diverged_is_stopped_again_and_charged_no_more()
    {
        var release = Ledger.Reserve(Keyed("2026-11"));
        release.Settle([], "transcript");
        Assert.Throws<SafeSynthException>(() => Ledger.Find(Keyed("2026-11"))!.Settle([release.Gaussian(oneIn: 2)], "another"));
        var left = Ledger.Left;

        Assert.Equal("SS2023", Assert.Throws<SafeSynthException>(() => Ledger.Find(Keyed("2026-11"))!.Settle([release.Gaussian(oneIn: 2)], "another")).Code);
        Assert.Equal(left, Ledger.Left);
    }

    [Fact]
    public void An_account_in_Gaussian_DP_settles_no_other_noise()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger.Create(folder.Path("g.jsonl"), "hr", new Guarantee(1), composition: Composition.Gdp);
        var reservation = ledger.Reserve(ledger.Account.CapFor(new Guarantee(0.5), 0, Composition.Gdp));

        Assert.Equal("SS2002", Assert.Throws<SafeSynthException>(() => reservation.Settle([new DiscreteGaussianEvent(1_000_000, 1)])).Code);
        reservation.Settle([new RoundedGaussianEvent(1_000_000, 1)]);
    }

    [Fact]
    public void An_account_without_delta_for_thresholds_refuses_releases_that_need_it()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger.Create(folder.Path("t.jsonl"), "hr", new Guarantee(1), thresholdShare: 0);

        Assert.Equal("SS2024", Assert.Throws<SafeSynthException>(() => ledger.Account.CapFor(new Guarantee(0.5), thresholdShare: 0.1)).Code);
    }

    [Fact]
    public void A_keyed_release_that_crashed_is_resumed_on_its_reservation()
    {
        var crashed = Ledger.Reserve(Keyed("2026-11"));

        var resumed = Ledger.Open(_temporary.File).Find(Keyed("2026-11"))!;

        Assert.Equal((crashed.Release, crashed.Head, crashed.Ordinal), (resumed.Release, resumed.Head, resumed.Ordinal));
    }

    [Fact]
    public void An_account_in_Gaussian_DP_allows_more_noise_of_that_kind_and_nothing_else()
    {
        var limit = new Guarantee(1, 1e-6);
        var gaussian = new LedgerAccount("hr", limit, thresholdDelta: 0, Composition.Gdp);
        var any = new LedgerAccount("hr", limit, thresholdDelta: 0, Composition.Zcdp);

        Assert.True(gaussian.Budget.Rho > 1.13 * any.Budget.Rho);
        Assert.Equal(gaussian.Budget.Rho, gaussian.CapFor(limit, 0, Composition.Gdp).Cost.Rho);
        Assert.Equal("SS2017", Assert.Throws<SafeSynthException>(() => gaussian.CapFor(limit, 0, Composition.Zcdp)).Code);
    }

    [Fact]
    public void A_release_in_pure_DP_is_charged_what_it_comes_to_in_zCDP_and_shrinks_with_the_account()
    {
        var account = new LedgerAccount("hr", new Guarantee(1), thresholdDelta: 0, Composition.Zcdp);

        var small = account.CapFor(new Guarantee(0.1), 0, Composition.Pure);
        var large = account.CapFor(new Guarantee(1), 0, Composition.Pure);

        Assert.Equal(0.1, small.Epsilon);
        Assert.Equal(0.005, small.Cost.Rho, 1e-15);
        Assert.Equal(account.Budget.Rho, large.Cost.Rho);
        Assert.Equal(Math.Sqrt(2 * account.Budget.Rho), large.Epsilon!.Value, 1e-15);
        Assert.True(large.KeepsItsGuarantee);
    }

    [Fact]
    public void A_pure_release_settles_with_less_than_it_reserved()
    {
        var cap = Ledger.Account.CapFor(new Guarantee(0.1), 0, Composition.Pure);
        var left = Ledger.Left.Rho;
        var budget = new BudgetScope(Ledger.Reserve(cap).Cap);
        Assert.Equal(left - 0.005, Ledger.Left.Rho, 1e-12);

        while (budget.TryCharge(new DiscreteLaplaceEvent(50, 1)))
        {
        }

        Assert.Equal(5, budget.Events.Count);
        Ledger.Open(_temporary.File);
        new LedgerReservation(Ledger, Ledger.Releases[^1], Ledger.Head, 1).Settle(budget.Events);
        Assert.Equal(left - 0.001, Ledger.Left.Rho, 1e-12);
        Assert.Equal(cap, Ledger.Open(_temporary.File).Releases[^1].Cap);
    }

    [Fact]
    public void Accounts_do_not_add_up_in_pure_DP_and_Gaussian_ones_take_no_pure_release()
    {
        var gaussian = new LedgerAccount("hr", new Guarantee(1), thresholdDelta: 0, Composition.Gdp);

        Assert.Equal("SS2017", Assert.Throws<SafeSynthException>(() => gaussian.CapFor(new Guarantee(0.1), 0, Composition.Pure)).Code);
        Assert.Equal("SS2019", Assert.Throws<SafeSynthException>(() => Ledger.Create(_temporary.PathOf("pure.jsonl"), "hr", new Guarantee(1), composition: Composition.Pure)).Code);
        Assert.False(File.Exists(_temporary.PathOf("pure.jsonl")));
    }

    private ReleaseCap Keyed(string label, string content = "aa", string key = "k", string plan = "p", double epsilon = 0.1) =>
        Ledger.Cap(epsilon) with { Identity = new ReleaseIdentity(label, content, key, plan) };

    [Fact]
    public void An_account_cannot_be_opened_over_an_existing_file()
    {
        Ledger.Reserve();

        Assert.Equal("SS2012", Assert.Throws<SafeSynthException>(() => Ledger.Create(_temporary.File, "hr", new Guarantee(5))).Code);
        Assert.Single(Ledger.Open(_temporary.File).Releases);
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_created_by_opening_it()
    {
        var path = _temporary.PathOf("none.jsonl");

        Assert.Equal("SS2007", Assert.Throws<SafeSynthException>(() => Ledger.Open(path)).Code);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Threads_that_share_a_ledger_never_spend_the_same_budget()
    {
        Parallel.For(0, 32, _ => Record.Exception(() => Ledger.Reserve(Ledger.Account.CapFor(new Guarantee(0.3), thresholdShare: 0))));

        var cap = Ledger.Account.CapFor(new Guarantee(0.3), thresholdShare: 0).Cost.Rho;
        Assert.Equal((int)(Ledger.Account.Budget.Rho / cap), Ledger.Releases.Count);
        Assert.InRange(Ledger.Releases.Count, 2, 31);
    }

    [Fact]
    public void Nothing_in_the_file_tells_how_long_a_fit_took()
    {
        Ledger.Reserve().Settle([]);

        Assert.Contains("\"time\":", _temporary.Lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("time", _temporary.Lines[2], StringComparison.Ordinal);
    }

    public void Dispose() => _temporary.Dispose();
}
