using System.Diagnostics;
using SafeSynth.Attacks;
using SafeSynth.Gates;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Counts how often gates fail what they should and what they should not.</summary>
internal sealed class GatesCommand : IBenchmark
{
    private const double Alpha = 0.05;

    private static readonly IReadOnlyList<IAttack> Attacks = AttackCatalog.Default;

    public string Name => "gates";

    public string Purpose => "False alarms of the permutation and the sequential gate, and how many copied members they see.";

    public string Usage => "[--releases 2000] [--rows 200] [--runs 200] [--large 500] [--histories 2000]";

    public void Run(Options options, TextWriter output)
    {
        output.WriteLine($"{Attacks.Count} attacks: {string.Join(", ", Attacks.Select(attack => attack.Info.Name))}; alpha {Alpha}");
        var rows = (int)options.Number("--rows", 200);
        Measure(output, $"fresh rows, {rows} + {rows}", (int)options.Number("--releases", 2000), rows, copied: 0, noise: 0);
        var (runs, large) = ((int)options.Number("--runs", 200), (int)options.Number("--large", 500));
        foreach (var copied in new[] { 0.05, 0.03, 0.02, 0.01 })
            Measure(output, $"{copied:P0} exact copies, {large} + {large}", runs, large, copied, noise: 0);
        foreach (var (copied, noise) in new[] { (0.05, 0.1), (0.05, 0.25), (0.2, 0.25), (1, 0.25), (1, 0.5), (1, 0.75), (1, 1) })
            Measure(output, $"{copied:P0} copies with noise of {noise} sd, {large} + {large}", runs, large, copied, noise);

        var histories = (int)options.Number("--histories", 2000);
        foreach (var (epsilon, canaries) in new[] { (0.5, 20), (1, 20), (1, 200), (4, 200) })
            Bet(output, epsilon, canaries, histories);
        foreach (var accuracy in new[] { 0.8, 0.9 })
            Catch(output, accuracy, histories / 5);
    }

    private static void Measure(TextWriter output, string what, int runs, int rows, double copied, double noise)
    {
        var verdicts = new Verdict[runs];
        var floors = new double[runs];
        var watch = Stopwatch.StartNew();
        var deciding = 0L;
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, run =>
        {
            var report = new MadeRelease(rows, (ulong)(1000 + run)).Attack(copied, noise, Attacks);
            var start = Stopwatch.GetTimestamp();
            var decision = new PermutationGate(Alpha, seed: (ulong)run).Decide(report);
            Interlocked.Add(ref deciding, Stopwatch.GetTimestamp() - start);
            (verdicts[run], floors[run]) = (decision.Result.Verdict, decision.Floor ?? 1);
        });

        var failed = verdicts.Count(verdict => verdict == Verdict.Fail) / (double)runs;
        output.WriteLine(
            $"{what}: {failed:P1} fail (se {Math.Sqrt(failed * (1 - failed) / runs):P1}), {verdicts.Count(verdict => verdict == Verdict.Pass) / (double)runs:P1} pass; "
            + $"floor {floors.Average():P1}; {runs} runs, {watch.Elapsed.TotalSeconds:F0} s, of which {deciding / (double)Stopwatch.Frequency / runs:F2} s a verdict");
    }

    // The worst that a claim allows: each coin is told with probability e^epsilon / (1 + e^epsilon).
    private static void Bet(TextWriter output, double epsilon, int canaries, int histories)
    {
        var gate = new SequentialGate(Alpha);
        var q = 1 / (1 + Math.Exp(-epsilon));
        var random = new SampleRandom(seed: 7);
        var failed = Enumerable.Range(0, histories).Count(_ =>
            gate.HighestWealth(Enumerable.Range(0, 100).Select(build => Round(build, canaries, q, epsilon, random))) >= 1 / Alpha);
        var share = failed / (double)histories;
        output.WriteLine($"sequential, epsilon {epsilon}, 100 builds of {canaries} canaries told as often as the claim allows: {share:P1} fail (se {Math.Sqrt(share * (1 - share) / histories):P1})");
    }

    private static void Catch(TextWriter output, double accuracy, int histories)
    {
        var gate = new SequentialGate(Alpha);
        var random = new SampleRandom(seed: 8);
        var guesses = Enumerable.Range(0, histories).Select(_ =>
        {
            var rounds = new List<CanaryRound>();
            do
                rounds.Add(Round(rounds.Count, canaries: 10, accuracy, epsilon: 1, random));
            while (rounds.Count < 500 && gate.HighestWealth(rounds) < 1 / Alpha);
            return 10 * rounds.Count;
        }).Order().ToList();
        output.WriteLine($"sequential, epsilon 1, builds of 10 canaries of which {accuracy:P0} are told: fails after {guesses[guesses.Count / 2]} guesses in the median, {guesses[guesses.Count * 9 / 10]} in 9 of 10 histories");
    }

    private static CanaryRound Round(int build, int canaries, double accuracy, double epsilon, SampleRandom random)
    {
        var right = Enumerable.Range(0, canaries).Count(_ => random.NextDouble() < accuracy);
        return new CanaryRound(build.ToString("x64"), CanaryKind.Made, canaries, right, canaries - right, epsilon, delta: 0);
    }
}
