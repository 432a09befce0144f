using System.Diagnostics;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Benchmarks;

/// <summary>Counts how often the gate of texts fails what it should and what it should not.</summary>
internal sealed class TextGateCommand : IBenchmark
{
    private static readonly string[] Columns = ["text", "label"];

    public string Name => "text-gate";

    public string Purpose => "False alarms of the gate over all attacks on texts, what copies it sees, each attack's area, and its time.";

    public string Usage => "[--data ag_news] [--members 500] [--others 1000] [--synthetic 1000] [--honest 200] [--leaking 20]";

    public void Run(Options options, TextWriter output)
    {
        var data = options.Optional("--data") ?? "ag_news";
        var texts = TextTask.Read(data, run: 0) is var task ? task.Train.Append(task.Test) : throw new UnreachableException();
        var sizes = ((int)options.Number("--members", 500), (int)options.Number("--others", 1000), (int)options.Number("--synthetic", 1000));
        var (honest, leaking) = ((int)options.Number("--honest", 200), (int)options.Number("--leaking", 20));
        output.WriteLine($"{data}: {sizes.Item1} members, {sizes.Item2} others of which half are known, {sizes.Item3} synthetic texts; alpha {PermutationGate.DefaultAlpha}");
        Measure(output, "an independent sample", honest, texts, sizes, (_, fresh, _) => fresh);
        Measure(output, "NGram at epsilon 1", leaking, texts, sizes, (members, _, seed) => Fitted(members, sizes.Item3, seed));
        foreach (var share in new[] { 0.05, 0.03, 0.02, 0.01 })
            Measure(output, $"{share:P0} of the members copied", leaking, texts, sizes, (members, fresh, _) => With(fresh, members, (int)(share * members.Rows), text => text));
        Measure(output, "20% of the members copied, every third word another", leaking, texts, sizes, (members, fresh, seed) =>
            With(fresh, members, members.Rows / 5, text => Edited(text, fresh, new SampleRandom(seed))));
        Measure(output, "half of the members, words shuffled", leaking, texts, sizes, (members, fresh, seed) =>
            With(fresh, members, members.Rows / 2, text => Shuffled(text, new SampleRandom(seed))));
    }

    private static void Measure(
        TextWriter output, string what, int runs, CsvText texts, (int Members, int Others, int Synthetic) sizes, Func<CsvText, CsvText, ulong, CsvText> release)
    {
        var (verdicts, areas, floors, watch) = (new List<Verdict>(), new Dictionary<string, double>(), new List<double>(), Stopwatch.StartNew());
        for (var run = 0; run < runs; run++)
        {
            int[] order = [.. Enumerable.Range(0, texts.Rows)];
            new SampleRandom((ulong)(run + 1)).Shuffle<int>(order);
            CsvText Part(int from, int count) =>
                texts with { Columns = [.. texts.Columns.Select(cells => Array.ConvertAll(order[from..(from + count)], row => cells[row]))] };

            var (members, others) = (Part(0, sizes.Members), Part(sizes.Members, sizes.Others));
            var synthetic = release(members, Part(sizes.Members + sizes.Others, sizes.Synthetic), (ulong)(run + 1));
            var report = TextMembershipTest.Run(
                Owned(synthetic), Owned(members), Owned(others), null, new TextColumns("text", "label"), TextAttackCatalog.All, new HashedEmbedder(), (ulong)run, CancellationToken.None);
            var decision = new PermutationGate(seed: (ulong)run).Decide(report);
            verdicts.Add(decision.Result.Verdict);
            floors.Add(decision.Floor ?? 1);
            foreach (var attack in report.Attacks)
                areas[attack.Attack.Name] = areas.GetValueOrDefault(attack.Attack.Name) + (attack.Roc.Area / runs);
        }

        var failed = verdicts.Count(verdict => verdict == Verdict.Fail) / (double)runs;
        output.WriteLine(
            $"{what}: {failed:P1} fail (se {Math.Sqrt(failed * (1 - failed) / runs):P1}), {verdicts.Count(verdict => verdict == Verdict.Pass) / (double)runs:P1} pass; floor {floors.Average():P1}; "
            + $"areas {string.Join(", ", areas.Select(area => $"{area.Key} {area.Value:F3}"))}; {runs} runs, {watch.Elapsed.TotalSeconds / runs:F1} s each");
    }

    private static CsvText Fitted(CsvText members, int count, ulong seed)
    {
        var model = TextSynthesis.Fit(new TextPlan(new Guarantee(1, 1e-5), "text") { LabelColumn = "label" }, members.AsSource("members"), new SystemNoise());
        return CsvText.Of([.. model.Sample(count, seed, new PatternFakes(), CancellationToken.None)]);
    }

    // The first so many fresh texts give way to members.
    private static CsvText With(CsvText fresh, CsvText members, int copies, Func<string, string> change) => new(
        Columns, [.. Columns.Select(name => members.Column(name)[..copies].Select(cell => name == "text" ? change(cell) : cell).Concat(fresh.Column(name)[copies..]).ToArray())]);

    private static string Edited(string text, CsvText others, SampleRandom random)
    {
        var words = text.Split(' ');
        for (var at = random.Next(3); at < words.Length; at += 3)
            words[at] = others.Column("text")[random.Next(others.Rows)].Split(' ')[0];
        return string.Join(' ', words);
    }

    private static string Shuffled(string text, SampleRandom random)
    {
        var words = text.Split(' ');
        random.Shuffle<string>(words);
        return string.Join(' ', words);
    }

    private static OwnerTable Owned(CsvText texts) => OwnerTable.Read(texts.AsSource("texts"));
}
