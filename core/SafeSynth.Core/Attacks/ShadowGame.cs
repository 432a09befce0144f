using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Attacks;

/// <summary>The game of an attacker who can make releases himself: was this one record among the rows, or not?</summary>
/// <remarks>
/// <para>For each record releases are made with and without it. From the first half of each kind a classifier learns
/// (<see cref="ShadowClassifier"/>) what the record changes, and then scores the second half, which it has not seen: all releases have
/// noise of their own, so the scores of either kind are independent given the first half, and statistics over them are exact.</para>
/// <para>Without a number of rows the others are the same in all releases: the attacker knows everyone else, as a guarantee of differential
/// privacy allows him to. With one, they are drawn at random for each release, as in Houssiau et al. 2022 and Meeus et al. 2023. In both
/// cases no release that keeps a claim can be told better than its trade-off curve says. The releases without the record are the same for
/// all records, so that results of different records depend on each other.</para>
/// </remarks>
/// <param name="generator">What makes the releases.</param>
/// <param name="rows">All rows.</param>
/// <param name="records">The numbers of the rows that are attacked.</param>
public sealed class ShadowGame(IShadowGenerator generator, OwnerTable rows, IReadOnlyList<int> records)
{
    /// <summary>The fewest releases of either kind from which anything can be learned and tested.</summary>
    public const int FewestReleases = 20;

    private const int FewestOthers = 20;

    /// <summary>The number of releases of either kind for each record, half of them to learn from.</summary>
    public int Releases { get; init; } = 100;

    /// <summary>The number of other rows in each release; null takes all that are not attacked.</summary>
    public int? OtherRows { get; init; }

    /// <summary>
    /// What a release without the record is: one row less (AddRemove), or another row, the same in all, in its place (ReplaceOne).
    /// </summary>
    public Neighbors Neighbors { get; init; } = Neighbors.AddRemove;

    /// <summary>Decides all that is random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <param name="attacks">The attacks.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancel">Stops the game.</param>
    /// <exception cref="SafeSynthException">
    /// SS3003: there are too few rows. SS3012: there are too few releases. SS3002: no column says anything of a row. Others as of the
    /// generator.
    /// </exception>
    public ShadowReport Play(IReadOnlyList<IShadowAttack> attacks, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        if (Releases < FewestReleases)
            throw GateFault.TooFewReleases(Releases, FewestReleases);
        if (rows.RowCount - records.Count < FewestOthers)
            throw GateFault.TooFewRows(rows.Name, records.Count + FewestOthers);
        if (OtherRows is { } drawn)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(drawn, nameof(OtherRows));

        var random = new SampleRandom(Seed);
        int[] others = [.. Enumerable.Range(0, rows.RowCount).Except(records)];
        random.Shuffle<int>(others);

        // One release more shows which columns there will be.
        var space = FeatureSpace.Learn(rows, [rows, generator.Release(rows.Take(others), random.NextBits(), cancel).Rows]);
        var known = space.Encode(rows);
        List<Watcher> watchers =
        [
            .. from record in records
               let target = new ShadowTarget(rows.Take([record]), known.Take([record]), known, random.NextBits())
               from attack in attacks
               select new Watcher(record, attack.Info, attack.WatchFor(target), Releases),
        ];

        int[] standIn = Neighbors == Neighbors.ReplaceOne ? [others[^1]] : [];
        others = others[..^standIn.Length];

        // First those without any of the records, then those with each.
        var kinds = records.Select(record => (Record: (int?)record, Added: new[] { record })).Prepend((Record: null, Added: standIn)).ToList();
        ulong[] seeds = [.. Enumerable.Range(0, kinds.Count * Releases).Select(_ => random.NextBits())];
        var done = 0;
        Parallel.For(0, seeds.Length, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
        {
            var (kind, ordinal) = (kinds[number / Releases], number % Releases);
            var drawing = new SampleRandom(seeds[number]);
            var release = generator.Release(rows.Take([.. Drawn(others, drawing), .. kind.Added]), drawing.NextBits(), cancel);
            var seen = new SeenRelease(space.Encode(release.Rows), release.Model);
            foreach (var watcher in watchers.Where(watcher => kind.Record is null || watcher.Record == kind.Record))
                watcher.Watch(seen, isMember: kind.Record is not null, ordinal);
            progress?.Report(new StageProgress($"Made releases with {generator.Name}", (double)Interlocked.Increment(ref done) / seeds.Length));
        });
        return new ShadowReport(generator.Name, rows.Name, Releases, [.. watchers.Select(watcher => watcher.Learn())]);
    }

    private int[] Drawn(int[] others, SampleRandom random)
    {
        if (OtherRows is not { } count || count >= others.Length)
            return others;
        int[] drawn = [.. others];
        for (var next = 0; next < count; next++)
        {
            var chosen = next + random.Next(drawn.Length - next);
            (drawn[next], drawn[chosen]) = (drawn[chosen], drawn[next]);
        }

        return drawn[..count];
    }

    /// <summary>One attack on one record.</summary>
    private sealed class Watcher(int record, AttackInfo attack, Func<SeenRelease, double[]> figuresOf, int releases)
    {
        private readonly double[][] _with = new double[releases][], _without = new double[releases][];

        public int Record => record;

        public void Watch(SeenRelease release, bool isMember, int ordinal) => (isMember ? _with : _without)[ordinal] = figuresOf(release);

        public ShadowResult Learn()
        {
            var learned = releases / 2;
            var classifier = ShadowClassifier.Train(
                [.. _with[..learned], .. _without[..learned]], [.. Enumerable.Repeat(true, learned), .. Enumerable.Repeat(false, learned)]);
            double[] scores = [.. _with[learned..].Concat(_without[learned..]).Select(classifier.Score)];
            var tested = releases - learned;
            return new ShadowResult(record, attack, new RocCurve(scores, [.. Enumerable.Repeat(true, tested), .. Enumerable.Repeat(false, tested)]), tested);
        }
    }
}

/// <summary>How well releases with and without chosen records could be told apart.</summary>
/// <param name="Generator">What made the releases.</param>
/// <param name="DataName">Whose rows they were made from.</param>
/// <param name="Releases">How many of either kind there were for each record.</param>
/// <param name="Results">One for each record and attack.</param>
public sealed record ShadowReport(string Generator, string DataName, int Releases, IReadOnlyList<ShadowResult> Results) : OwnerOnly;

/// <summary>How well one attack told releases with a record from such without.</summary>
/// <param name="Record">The number of the record's row, from 0.</param>
/// <param name="Attack">The attack.</param>
/// <param name="Roc">Its curve over the releases that nothing was learned from.</param>
/// <param name="Tested">How many of these there were of either kind.</param>
public sealed record ShadowResult(int Record, AttackInfo Attack, RocCurve Roc, int Tested) : OwnerOnly
{
    /// <summary>Where the true area lies, with 95 %.</summary>
    public AreaInterval Interval { get; } = AreaInterval.Of(Roc.Area, Tested, confidence: 0.95);
}
