using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests;

/// <summary>Releases that are charged to an account, and law 5: what is repeated, what is refused and what is charged anew.</summary>
public sealed class AccountedSynthesisTests : IDisposable
{
    private static readonly SecretKey Secret = new(new byte[32]);
    private static readonly Guarantee One = new(1);

    private readonly TemporaryFolder _folder = new();
    private readonly Ledger _ledger;

    public AccountedSynthesisTests() => _ledger = Ledger.Create(_folder.Path("l.jsonl"), "people", new Guarantee(5));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_fresh_release_is_reserved_settled_and_charged()
    {
        var first = Fit(new SystemNoise());
        var second = Fit(new SystemNoise());

        Assert.Equal([1, 2], new[] { first, second }.Select(model => model.Report.Account!.Attempt));
        Assert.All(_ledger.Releases, release => Assert.True(release.IsSettled));
        Assert.Equal(first.Report.Events, _ledger.Releases[0].Settlements[0].Events);
    }

    [Fact]
    public void A_second_run_of_a_keyed_release_writes_the_same_model_and_is_not_charged()
    {
        var first = ModelOf(Fit(Keyed("v1")));
        var left = _ledger.Left;
        Fit(new SystemNoise());

        var second = ModelOf(Fit(Keyed("v1")));

        Assert.Equal(first, second);
        Assert.Equal(2, _ledger.Releases.Count);
        Assert.True(_ledger.Left.Rho < left.Rho);
    }

    [Fact]
    public void A_second_run_works_when_the_account_is_exhausted()
    {
        var small = Ledger.Create(_folder.Path("small.jsonl"), "people", One, LearnedShare);
        Fit(Keyed("v1"), ledger: small);

        Fit(Keyed("v1"), ledger: small);
        Assert.Equal("SS2003", Assert.Throws<SafeSynthException>(() => Fit(Keyed("v2"), ledger: small)).Code);
    }

    [Fact]
    public void A_changed_cell_under_the_same_label_is_refused_before_anything_is_drawn()
    {
        Fit(Keyed("v1"));
        var left = _ledger.Left;
        var changed = People();
        changed[^1][0] = "21";

        Assert.Equal("SS2004", Assert.Throws<SafeSynthException>(() => Fit(Keyed("v1"), changed)).Code);
        Assert.Equal(left, _ledger.Left);
    }

    [Fact]
    public void A_changed_plan_a_new_label_and_another_content_under_it_are_charged()
    {
        Fit(Keyed("v1"));

        Fit(Keyed("v1"), plan: new DpPlan(One) { Generator = "Independent" });
        Fit(Keyed("v2"));

        Assert.Equal(3, _ledger.Releases.Count);
    }

    [Fact]
    public void A_run_whose_transcript_differs_is_stopped_before_output_and_charged()
    {
        Fit(Keyed("v1"));

        Assert.Equal("SS2023", Assert.Throws<SafeSynthException>(() => Fit(new DivergingNoise(Keyed("v1")))).Code);

        Assert.Equal(2, _ledger.Releases.Count);
        Assert.NotEqual(_ledger.Releases[0].Settlements[0].Transcript, _ledger.Releases[1].Settlements[0].Transcript);
    }

    [Fact]
    public void A_fresh_run_that_fails_is_settled_with_what_it_had_drawn()
    {
        Assert.Throws<OperationCanceledException>(() => Fit(new SystemNoise(), stopAfter: "Fitting"));

        var release = Assert.Single(_ledger.Releases);
        Assert.True(release.IsSettled);
        Assert.NotEmpty(release.Settlements[0].Events);
        Assert.True(release.Spent.Rho < release.Cap.Cost.Rho);
    }

    [Fact]
    public void A_keyed_run_that_fails_is_resumed_at_no_further_cost()
    {
        Assert.Throws<OperationCanceledException>(() => Fit(Keyed("v1"), stopAfter: "Fitting"));
        Assert.False(Assert.Single(_ledger.Releases).IsSettled);

        Fit(Keyed("v1"));

        Assert.True(Assert.Single(_ledger.Releases).IsSettled);
    }

    [Fact]
    public void Without_room_nothing_is_drawn()
    {
        var small = Ledger.Create(_folder.Path("small.jsonl"), "people", new Guarantee(0.1));
        Fit(new SystemNoise(), plan: new DpPlan(new Guarantee(0.1)), ledger: small);

        Assert.Equal("SS2003", Assert.Throws<SafeSynthException>(() => Fit(new SystemNoise(), ledger: small)).Code);
        Assert.Single(small.Releases);
    }

    [Fact]
    public void A_new_ledger_has_room_for_one_release_or_for_what_the_plan_says()
    {
        var plan = new DpPlan(One);
        var terms = Synthesis.TermsOf(plan, ["age", "city"]);
        var own = PlanAccount.Open(_folder.Path("own.jsonl"), "people", terms, account: null);
        var named = PlanAccount.Open(_folder.Path("named.jsonl"), "people", terms, new PlanAccount("hr", 3, 1e-7));

        Assert.Equal(Synthesis.Fit(plan, Source(People()), new SystemNoise()).Report.Cap.Cost, own.Account.Budget);
        Assert.Equal(("hr", new Guarantee(3, 1e-7)), (named.Account.Name, named.Account.Limit));
    }

    [Fact]
    public void Insecure_noise_is_told_by_the_report()
    {
        Assert.Equal(
            [NoiseKind.Fresh, NoiseKind.Keyed, NoiseKind.Void],
            new INoiseProvider[] { new SystemNoise(), Keyed("v1"), new InsecureNoise(1) }.Select(noise => Fit(noise).Report.Noise));
    }

    private static double LearnedShare => SafeSynth.Data.Learning.LayoutLearner.ThresholdShareFor([new Field("age"), new Field("city")]);

    private static KeyedNoise Keyed(string label) => new(Secret, label);

    private FittedModel Fit(INoiseProvider noise, List<object?[]>? rows = null, DpPlan? plan = null, Ledger? ledger = null, string? stopAfter = null)
    {
        using var stop = new CancellationTokenSource();
        var progress = new Stopper(stop, stopAfter);
        return Synthesis.Fit(plan ?? new DpPlan(One), Source(rows ?? People()), noise, progress, stop.Token, ledger ?? _ledger);
    }

    private static Rows Source(List<object?[]> rows) => new("people", ["age", "city"], rows);

    private static List<object?[]> People() =>
        [.. Enumerable.Range(0, 300).Select(i => new object?[] { $"{20 + i % 30}", i % 3 == 0 ? "Bern" : "Basel" })];

    private static byte[] ModelOf(FittedModel model)
    {
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        return file.ToArray();
    }

    private sealed class Stopper(CancellationTokenSource stop, string? stage) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (stage is not null && value.Stage.StartsWith(stage, StringComparison.Ordinal))
                stop.Cancel();
        }
    }

    /// <summary>Claims to be a keyed release and draws something else, as another version of the program would.</summary>
    private sealed class DivergingNoise(KeyedNoise claimed) : INoiseProvider
    {
        public NoiseKind Kind => NoiseKind.Keyed;

        public IReleaseNoise ForRelease(RawTable source, string planHash) => new Release(claimed.ForRelease(source, planHash));

        private sealed class Release(KeyedRelease claimed) : IReleaseNoise
        {
            private readonly InsecureNoise _other = new(9);

            public ReleaseIdentity? Identity => claimed.Identity;

            public bool IsFor(RawTable source) => true;

            public INoiseSource ForEvent(int index, string descriptor) => _other.ForEvent(index, descriptor);
        }
    }
}
