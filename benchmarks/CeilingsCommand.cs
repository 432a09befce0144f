using System.Diagnostics;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Attacks chosen records of raw Adult through releases of every generator, and sets the areas beside the ceilings of the generators' own
/// curves.
/// </summary>
internal sealed class CeilingsCommand : IBenchmark
{
    private const double FarTooMuch = 100;

    public string Name => "ceilings";

    public string Purpose =>
        "Areas of attacks on raw Adult against the ceiling of every generator's curve: all members of a release, and the worst records; beside them copies and noise far too small.";

    public string Usage =>
        "[--rows 1000] [--records 4] [--releases 200] [--epsilon 1] [--delta 1e-6] [--generators OneShot,Mst] [--others 0] [--declared no] [--seed 1]";

    public void Run(Options options, TextWriter output)
    {
        var (rows, count, releases) = ((int)options.Number("--rows", 1000), (int)options.Number("--records", 4), (int)options.Number("--releases", 200));
        var (others, seed) = ((int)options.Number("--others", 0), (ulong)options.Number("--seed", 1));
        var file = CsvText.Read(DataSets.Find("adult_raw/adult_raw_train.csv")).Thinned(rows);
        var people = OwnedRows.Read(file.Names, Enumerable.Range(0, file.Rows).Select(row => file.Columns.Select(cells => (object)cells[row]).ToArray()));
        var schema = options.Optional("--declared") == "yes" ? ExactSchema.Of(file) : Schema.Empty;
        var epsilon = options.Number("--epsilon", 1);
        var names = options.Optional("--generators")?.Split(',') ?? [.. GeneratorCatalog.All.Select(generator => generator.Info.Name)];
        var records = WorstRecords.Choose(Attacks.FeatureSpace.Learn(people, [people]).Encode(people), count, CancellationToken.None);
        foreach (var name in names)
            ShowRelease(output, $"{name}, epsilon {epsilon}", new PlannedGenerator(Plan(name, epsilon)), rows);
        ShowRelease(output, $"Mst with the noise of epsilon {FarTooMuch}", new PlannedGenerator(Plan("Mst", FarTooMuch)), rows);
        ShowRelease(output, "copies of the rows", new Copies(), rows);

        output.WriteLine($"\n{rows} rows, the {count} worst records, {releases} releases with and as many without each, half of them to learn from; the other rows are {(others > 0 ? $"{others} drawn anew" : "always the same")}");
        output.WriteLine("area (95 % interval) of each record; ceiling: the largest area that the claim allows");

        DpPlan Plan(string generator, double epsilon) =>
            new(new Guarantee(epsilon, options.Number("--delta", 1e-6))) { Generator = generator, Schema = schema };
        ShadowGame Game(IShadowGenerator generator) =>
            new(generator, people, records) { Releases = releases, OtherRows = others > 0 ? others : null, Seed = seed };
        foreach (var name in names)
        {
            var planned = new PlannedGenerator(Plan(name, epsilon));
            Show(output, $"{name}, epsilon {epsilon}", Game(planned), Claim.Of(planned.CapFor(people.ColumnNames)));
        }

        var said = Claim.Of(new PlannedGenerator(Plan("Mst", epsilon)).CapFor(people.ColumnNames));
        Show(output, $"Mst with the noise of epsilon {FarTooMuch}", Game(new PlannedGenerator(Plan("Mst", FarTooMuch))), said);
        Show(output, "copies of the rows", Game(new Copies()), said, ShadowAttackCatalog.All.Where(attack => !attack.Info.Needs.HasFlag(AttackNeeds.Model)));
    }

    // Members, others and five times as many reference rows, in random order; the attacker has all there is.
    private static void ShowRelease(TextWriter output, string name, IShadowGenerator generator, int rows)
    {
        var file = CsvText.Read(DataSets.Find("adult_raw/adult_raw_train.csv"));
        int[] order = [.. Enumerable.Range(0, file.Rows)];
        new SampleRandom(seed: 1).Shuffle<int>(order);
        OwnerTable Part(int first, int count) => OwnedRows.Read(
            file.Names, order.Skip(first).Take(count).Select(row => file.Columns.Select(cells => (object)cells[row]).ToArray()));

        var members = Part(0, rows);
        var release = generator.Release(members, seed: 1, CancellationToken.None);
        var hasModel = release.Model is not null;
        var attacks = hasModel ? AttackCatalog.All : AttackCatalog.OfRowsAlone;
        var report = MembershipTest.Run(
            release.Rows, members, Part(rows, rows), Part(2 * rows, 5 * rows), attacks, seed: 1, CancellationToken.None, model: release.Model, generator: hasModel ? generator : null);
        var areas = report.Attacks.OrderByDescending(attack => attack.Roc.Area).Select(attack => $"{attack.Attack.Name} {attack.Roc.Area:F3}").ToList();
        var ceiling = release.Model is { } model ? $"ceiling {Claim.Of(model.Report.Cap).AreaCeiling():F3}; " : "";
        output.WriteLine($"one release, {name}: {ceiling}best of {areas.Count} attacks {string.Join(", ", areas.Take(5))}");
    }

    private static void Show(TextWriter output, string name, ShadowGame game, Claim claim, IEnumerable<IShadowAttack>? attacks = null)
    {
        var clock = Stopwatch.StartNew();
        var report = game.Play([.. attacks ?? ShadowAttackCatalog.All]);
        var decision = new ShadowGate(claim).Decide(report);
        output.WriteLine(
            $"\n{name}: ceiling {claim.AreaCeiling():F3}, {decision.Result.Verdict} (p = {decision.PValue:G2}), {clock.Elapsed.TotalSeconds:F0} s");
        foreach (var results in report.Results.GroupBy(result => result.Attack.Name))
            output.WriteLine($"  {results.Key,-13} {string.Join("  ", results.Select(result => $"{result.Roc.Area:F3} ({result.Interval.Low:F3}-{result.Interval.High:F3})"))}");
    }

    /// <summary>The worst there is: it releases the rows as they are.</summary>
    private sealed class Copies : IShadowGenerator
    {
        public string Name => "copies";

        public ShadowRelease Release(OwnerTable rows, ulong seed, CancellationToken cancel) => new(rows, Model: null);
    }
}
