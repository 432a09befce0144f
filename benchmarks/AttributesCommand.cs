using System.Diagnostics;
using System.Globalization;
using SafeSynth.AttributeInference;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Guesses secrets of raw Adult from releases that copy and from private ones, and counts false alarms of the gate over made releases.
/// </summary>
internal sealed class AttributesCommand : IBenchmark
{
    private static readonly string[] Secrets = ["income", "occupation", "age", "capital-gain"];

    public string Name => "attributes";

    public string Purpose => "Attribute inference: advantages and verdicts on raw Adult, false alarms and power on made releases.";

    public string Usage => "[--rows 4000] [--fits 5] [--releases 2000] [--runs 200]";

    public void Run(Options options, TextWriter output)
    {
        OnAdult((int)options.Number("--rows", 4000), (int)options.Number("--fits", 5), output);
        Made(output, "fresh rows, 200 + 200", (int)options.Number("--releases", 2000), rows: 200, copied: 0);
        foreach (var copied in new[] { 1, 0.2, 0.1, 0.05 })
            Made(output, $"{copied:P0} copied, 500 + 500", (int)options.Number("--runs", 200), rows: 500, copied);
    }

    private static void OnAdult(int rows, int fits, TextWriter output)
    {
        var (people, _) = CsvText.Read(DataSets.Find("adult_raw/adult_raw_train.csv")).Split(0);
        CsvText Part(Range range) => people with { Columns = [.. people.Columns.Select(cells => cells[range])] };
        var members = Part(..rows);
        var (others, reference, fresh) = (Owned(Part(rows..(2 * rows))), Owned(Part((2 * rows)..(3 * rows))), Part((3 * rows)..(4 * rows)));
        var releases = new List<(string, CsvText)>
        {
            ("copy", members),
            ("5 % copied", members with { Columns = [.. members.Columns.Zip(fresh.Columns, (one, two) => (string[])[.. one[..(rows / 20)], .. two[(rows / 20)..]])] }),
            ("fresh", fresh),
        };
        foreach (var generator in new[] { "OneShot", "Mst", "Aim" })
        {
            for (var fit = 1; fit <= fits; fit++)
            {
                var (_, batches) = Synthesis.Run(new DpPlan(new Guarantee(1)) { Generator = generator }, members.AsSource("adult"), new SystemNoise());
                releases.Add(($"{generator} at epsilon 1, fit {fit}", CsvText.Of([.. batches])));
            }
        }

        output.WriteLine($"Raw Adult, {rows} members, others and reference rows; everything else is known. Guessed right (numbers: 1 less the people between) of members / of others, by the predictor with the largest advantage");
        foreach (var (name, release) in releases)
        {
            foreach (var secret in Secrets)
            {
                var watch = Stopwatch.StartNew();
                var report = AttributeTest.Run(Owned(release), Owned(members), others, reference, secret, known: null, seed: 1, CancellationToken.None);
                var decision = new AttributeGate().Decide(report);
                var (best, predictor) = report.Advantages().Zip(report.Predictors).MaxBy(pair => pair.First.Difference);
                output.WriteLine(
                    $"{name,-26} {secret,-13} {decision.Result.Verdict,-13} p {decision.PValue:0.0000}  {best.Members:F3} / {best.Others:F3}  advantage {best.Difference:F3} "
                    + $"[{best.Low:F3}, {best.High:F3}]  auc {best.Area:F3}  chance {report.Chance:F3}  floor {decision.Floor:F3}  {predictor.Predictor.Name}  {watch.Elapsed.TotalSeconds:F2} s");
            }
        }
    }

    private static void Made(TextWriter output, string what, int runs, int rows, double copied)
    {
        foreach (var secret in new[] { "kind", "wage" })
        {
            var verdicts = new Verdict[runs];
            var held = new bool[runs];
            var floors = new double[runs];
            Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, run =>
            {
                var random = new SampleRandom((ulong)(5000 + run));
                var members = People(rows, random);
                var copies = (int)Math.Round(copied * rows);
                object[][] synthetic = [.. members[..copies], .. People(rows - copies, random)];
                OwnerTable Owned(object[][] people) => OwnedRows.Read(["a", "b", "c", "kind", "wage"], people);
                var report = AttributeTest.Run(
                    Owned(synthetic), Owned(members), Owned(People(rows, random)), Owned(People(rows, random)), secret, known: null, (ulong)run, CancellationToken.None);
                var decision = new AttributeGate(seed: (ulong)run).Decide(report);
                (verdicts[run], floors[run]) = (decision.Result.Verdict, decision.Floor);
                held[run] = report.Advantages().All(advantage => advantage is { Low: <= 0, High: >= 0 });
            });

            var failed = verdicts.Count(verdict => verdict == Verdict.Fail) / (double)runs;
            var covers = copied == 0
                ? string.Create(CultureInfo.InvariantCulture, $"; all intervals hold 0 in {held.Count(all => all) / (double)runs:P1}")
                : "";
            output.WriteLine($"{what}, secret {secret}: {failed:P1} fail (se {Math.Sqrt(failed * (1 - failed) / runs):P1}); floor {floors.Average():F3}{covers}; {runs} runs");
        }
    }

    // Half of the time the kind follows from a and b; the wage does so but for noise.
    private static object[][] People(int count, SampleRandom random) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var (a, b) = (random.Next(6), random.Next(6));
            var kind = random.Next(2) == 0 ? (a + b) % 5 : random.Next(5);
            return new object[] { (double)a, (double)b, random.NextDouble(), $"k{kind}", (1000 * a) + (500 * b) + (1000 * random.NextNormal()) };
        }),
    ];

    private static OwnerTable Owned(CsvText file) =>
        OwnedRows.Read(file.Names, Enumerable.Range(0, file.Rows).Select(row => file.Columns.Select(cells => (object)cells[row]).ToArray()));
}
