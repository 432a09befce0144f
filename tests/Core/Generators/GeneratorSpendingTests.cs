using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

/// <summary>What fits spend, and what an account keeps of it, whether they end or are stopped.</summary>
public sealed class GeneratorSpendingTests
{
    public static TheoryData<string, string?, Neighbors> Units => new(
        from generator in GeneratorCatalog.All
        from key in new[] { null, "who" }
        from neighbors in Enum.GetValues<Neighbors>()
        select (generator.Info.Name, key, neighbors));

    [Theory]
    [MemberData(nameof(Units))]
    public void A_fit_spends_all_of_its_limit_but_a_hundredth_at_most_and_the_account_says_so(string generator, string? key, Neighbors neighbors)
    {
        var guarantee = new Guarantee(2, 1e-6, key is null ? null : PrivacyUnit.Key(key, maxRows: 3), neighbors);
        var plan = new DpPlan(guarantee) { Generator = generator };
        foreach (var asked in new[] { plan, plan with { Schema = Declared, Workload = Triples } })
        {
            using var folder = new TemporaryFolder();
            var ledger = Ledger.Create(folder.Path("l.jsonl"), "people", guarantee);

            var report = Synthesis.Fit(asked, People(1500), new SystemNoise(), ledger: ledger).Report;

            var (rho, limit) = (report.Events.Sum(Rho), report.Cap.Cost);
            Assert.InRange(rho, 0.99 * limit.Rho, limit.Rho * (1 + 1e-12));
            Assert.True(report.Events.OfType<PartitionSelectionEvent>().Sum(spent => spent.Delta) <= limit.Delta);
            IAccountant accountant = report.Cap.Composition == Composition.Gdp ? new GdpAccountant() : new ZcdpAccountant();
            Assert.True(accountant.Compose(new FixedSchedule(report.Events)).Epsilon(guarantee.Delta) <= guarantee.Epsilon);

            var settled = Assert.Single(Assert.Single(ledger.Releases).Settlements);
            Assert.Equal(report.Events, settled.Events);
            Assert.Equal(rho, ledger.Account.Budget.Rho - ledger.Left.Rho, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void A_fit_that_is_cancelled_at_any_moment_asks_nothing_more_and_is_settled_with_what_it_asked(string generator)
    {
        var plan = new DpPlan(new Guarantee(2)) { Generator = generator, Workload = Triples };
        for (var moment = 0; ; moment++)
        {
            using var folder = new TemporaryFolder();
            using var cancel = new CancellationTokenSource();
            var ledger = Ledger.Create(folder.Path("l.jsonl"), "people", plan.Guarantee);
            var stopper = new Stopper(cancel, moment);
            void Fit() => Synthesis.Fit(plan, People(300), stopper, stopper, cancel.Token, ledger);

            var stopped = Record.Exception(Fit);

            if (!cancel.IsCancellationRequested)
            {
                Assert.Null(stopped);
                Assert.True(moment > 6);
                return;
            }

            Assert.IsAssignableFrom<OperationCanceledException>(stopped);
            Assert.Equal(0, stopper.AskedTooLate);
            Assert.All(ledger.Releases, release => Assert.True(release.IsSettled));
            Assert.Equal(stopper.Asked, ledger.Releases.Sum(release => release.Settlements[0].Events.Count));
        }
    }

    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void Sampling_that_is_cancelled_stops_before_the_next_batch(string generator)
    {
        foreach (var schema in new[] { Schema.Empty, new Schema([.. Columns.Select(name => new Field(name) { Role = FieldRole.Regenerate })]) })
        {
            using var cancel = new CancellationTokenSource();
            var model = Synthesis.Fit(new DpPlan(new Guarantee(2)) { Generator = generator, Schema = schema }, People(300), new InsecureNoise(1));
            using var batches = model.Sample(1_000_000, seed: 1, new PatternFakes(), cancel.Token).GetEnumerator();

            Assert.True(batches.MoveNext());
            cancel.Cancel();

            Assert.ThrowsAny<OperationCanceledException>(() => batches.MoveNext());
        }
    }

    private static readonly Workload Triples = new() { Ways = 3 };

    private static readonly string[] Columns = ["who", "age", "city", "smoker"];

    private static Schema Declared => new(
    [
        new Field("who") { Role = FieldRole.Drop },
        new Field("age") { Type = FieldType.Integer, Minimum = "20", Maximum = "70" },
        new Field("city") { Type = FieldType.String, Enum = ["north", "south"] },
        new Field("smoker") { Type = FieldType.Integer, Minimum = "0", Maximum = "1", Required = true },
    ]);

    private static Rows People(int count)
    {
        var random = new SampleRandom(3);
        return new Rows("people", Columns, Enumerable.Range(0, count).Select(i => new object?[]
        {
            (i / 4).ToString(CultureInfo.InvariantCulture),
            (20 + random.Next(51)).ToString(CultureInfo.InvariantCulture),
            random.Next(3) == 0 ? "north" : "south",
            random.Next(2).ToString(CultureInfo.InvariantCulture),
        }));
    }

    // Bun and Steinke 2016, proposition 1.6; Cesar and Rogers 2021, lemma 3.4.
    private static double Rho(PrivacyEvent spent) => spent switch
    {
        RoundedGaussianEvent e => e.L2Squared / (2 * e.SigmaSquared.ToDoubleUp()),
        DiscreteGaussianEvent e => e.L2Squared / (2 * e.SigmaSquared.ToDoubleUp()),
        PartitionSelectionEvent e => e.L2Squared / (2 * e.SigmaSquared.ToDoubleUp()),
        ExponentialEvent e => e.Epsilon.ToDoubleUp() * e.Epsilon.ToDoubleUp() / 8,
        _ => throw new NotSupportedException($"The test has to be told the price of the {spent.Mechanism}."),
    };

    /// <summary>
    /// Cancels at one of the moments in which a fit can be seen from outside: when it is answered, and when it tells of progress.
    /// </summary>
    private sealed class Stopper(CancellationTokenSource cancel, int moment) : INoiseProvider, IReleaseNoise, IProgress<StageProgress>
    {
        private readonly SystemNoise _noise = new();
        private int _next;

        /// <summary>The number of questions.</summary>
        public int Asked { get; private set; }

        /// <summary>How many of them came after the cancellation.</summary>
        public int AskedTooLate { get; private set; }

        public NoiseKind Kind => NoiseKind.Fresh;

        public IReleaseNoise ForRelease(RawTable source, string planHash) => this;

        public bool IsFor(RawTable source) => true;

        public INoiseSource ForEvent(int index, string descriptor)
        {
            if (index != IReleaseNoise.BeforeEvents)
            {
                Asked++;
                AskedTooLate += cancel.IsCancellationRequested ? 1 : 0;
                Pass();
            }

            return _noise.ForEvent(index, descriptor);
        }

        public void Report(StageProgress value) => Pass();

        private void Pass()
        {
            if (_next++ == moment)
                cancel.Cancel();
        }
    }
}
