using System.Diagnostics;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Runs all attacks that need nothing but rows: how fast they are, and what they find where it is known what there is to find.
/// </summary>
internal sealed class AttacksCommand : IBenchmark
{
    private static readonly IReadOnlyList<IAttack> NoBox = AttackCatalog.OfRowsAlone;

    public string Name => "attacks";

    public string Purpose => "Membership attacks: time on raw Adult, areas on control data and on generators that copy more or less.";

    public string Usage => "[--runs 3] [--seeds 5]";

    public void Run(Options options, TextWriter output)
    {
        var runs = (int)options.Number("--runs", 3);
        TimeOnAdult(runs, output);
        TimeGenLra(runs, output);
        Controls(output);
        new GeneratorLadder(NoBox).Climb((int)options.Number("--seeds", 5), output);
    }

    private static void TimeOnAdult(int runs, TextWriter output)
    {
        var people = CsvText.Read(DataSets.Find("adult_raw/adult_raw_train.csv"));
        var others = CsvText.Read(DataSets.Find("adult_raw/adult_raw_test.csv"));
        OwnerTable[] tables = [People(people, ..2000), People(people, 2000..4000), People(people, 4000..14_000), People(others, ..10_000)];
        var (members, nonMembers, reference, synthetic) = (tables[0], tables[1], tables[2], tables[3]);

        output.WriteLine("Raw Adult: 2,000 members, 2,000 non-members, 10,000 reference and 10,000 fresh rows");
        output.WriteLine($"all together    {Timings.Of(runs, () => MembershipTest.Run(synthetic, members, nonMembers, reference, NoBox, 1, CancellationToken.None)).ColdAndWarm}");
        using var process = Process.GetCurrentProcess();
        output.WriteLine($"peak memory     {process.PeakWorkingSet64 / 1e6:F0} MB");

        AttackSetting Encoded()
        {
            var space = FeatureSpace.Learn(reference, tables);
            return new AttackSetting(space.Encode(members).Concat(space.Encode(nonMembers)), space.Encode(synthetic)) { Reference = space.Encode(reference) };
        }

        output.WriteLine($"rows to features  {Timings.Of(runs, () => Encoded())}");
        var encoded = Encoded();
        foreach (var attack in NoBox)
        {
            // A setting of its own for each run: nothing is left over from another search.
            var alone = Timings.Of(runs, () => attack.Score(
                new AttackSetting(encoded.Targets, encoded.Synthetic) { Reference = encoded.Reference }, CancellationToken.None));
            output.WriteLine($"{attack.Info.Name,-18}alone: {alone}");
        }
    }

    private static void TimeGenLra(int runs, TextWriter output)
    {
        var random = new SampleRandom(1);
        FeatureRows Rows() => new([.. Enumerable.Range(0, 3000 * 15).Select(_ => random.NextNormal())], new bool[15]);
        var (targets, synthetic, reference) = (Rows(), Rows(), Rows());
        var times = Timings.Of(runs, () => new GenLra().Score(new AttackSetting(targets, synthetic) { Reference = reference }, CancellationToken.None));
        output.WriteLine($"GenLra, 3,000 targets, synthetic and reference rows of 15 numbers: {times.ColdAndWarm}\n");
    }

    private static void Controls(TextWriter output)
    {
        output.WriteLine($"{"area (rate of members found at 1 %)",-36} {string.Join(" ", NoBox.Select(attack => $"{attack.Info.Name,17}"))}");
        foreach (var (data, synthetic, others) in new[]
                 {
                     ("housing", "housing_synth", "housing_non_mem"), ("adult", "adult_syn_leaky", "adult_non"), ("adult", "adult_syn_indep", "adult_non"),
                 })
        {
            OwnerTable Read(string file) => OwnerTable.Read(new CsvSource(DataSets.Find($"mia_control/{file}.csv")));
            var report = MembershipTest.Run(
                Read(synthetic), Read($"{data}_mem"), Read(others), Read($"{data}_ref"), NoBox, 1, CancellationToken.None);
            var figures = report.Attacks.Select(attack => $"{attack.Roc.Area:F3} ({attack.Roc.TruePositiveRate(0.01):F3})");
            output.WriteLine($"{synthetic,-36} {string.Join(" ", figures.Select(figure => $"{figure,17}"))}");
        }

        output.WriteLine();
    }

    private static OwnerTable People(CsvText file, Range rows) => OwnedRows.Read(
        file.Names, Enumerable.Range(0, file.Rows).Take(rows).Select(row => file.Columns.Select(cells => (object)cells[row]).ToArray()));
}
