using System.Diagnostics;
using SafeSynth.Attacks;
using SafeSynth.Audit;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>Counts how often gates fail what they should and what they should not.</summary>
internal sealed class GatesCommand : IBenchmark
{
    private const double Alpha = 0.05, Delta = 1e-9;

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
        foreach (var (epsilon, canaries) in new[] { (0.5, 200), (1, 200), (1, 2000), (8, 200) })
            Bet(output, epsilon, canaries, histories);
        foreach (var times in new[] { 2, 1.5, 1.25, 1.1 })
            Catch(output, times, canaries: 2000, histories / 20);
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

    // The worst that a claim of Gaussian differential privacy allows: at epsilon 0, bets are fair.
    private static void Bet(TextWriter output, double epsilon, int canaries, int histories)
    {
        var claim = Cap(epsilon);
        var failed = 0;
        Parallel.For(0, histories, new ParallelOptions { MaxDegreeOfParallelism = 2 }, history =>
        {
            var random = new SampleRandom((ulong)history);
            if (SequentialGate.HighestWealth(Enumerable.Range(0, 100).Select(build => Round(build, claim, times: 1, canaries, random))) >= 1 / Alpha)
                Interlocked.Increment(ref failed);
        });
        var share = failed / (double)histories;
        output.WriteLine($"sequential, epsilon {epsilon}, delta {Delta}, 100 builds of {canaries} canaries told as well as the claim allows: {share:P1} of {histories} histories ever fail (se {Math.Sqrt(share * (1 - share) / histories):P1})");
    }

    private static void Catch(TextWriter output, double times, int canaries, int histories)
    {
        const int Most = 400;
        var claim = Cap(epsilon: 1);
        var builds = new int[histories];
        Parallel.For(0, histories, new ParallelOptions { MaxDegreeOfParallelism = 2 }, history =>
        {
            var random = new SampleRandom((ulong)history);
            var rounds = new List<CanaryRound>();
            do
                rounds.Add(Round(rounds.Count, claim, times, canaries, random));
            while (rounds.Count < Most && SequentialGate.HighestWealth(rounds) < 1 / Alpha);
            builds[history] = rounds.Count;
        });
        Array.Sort(builds);
        output.WriteLine($"sequential, epsilon 1, delta {Delta}, noise of 1/{times} of what is claimed, builds of {canaries} canaries: fails after {builds[histories / 2]} builds in the median, {builds[histories * 9 / 10]} in 9 of 10 of {histories} histories (at most {Most} looked at)");
    }

    private static ReleaseCap Cap(double epsilon) => ReleaseCap.Of(new Guarantee(epsilon, Delta), thresholdShare: 0, Composition.Gdp);

    private static CanaryRound Round(int build, ReleaseCap claim, double times, int canaries, SampleRandom random)
    {
        var mu = Math.Sqrt(2 * claim.Cost.Rho);
        var coins = CanaryScores.Coins(canaries, random);
        var scores = Array.ConvertAll(coins, isIn => mu * ((isIn ? times * mu / 2 : -times * mu / 2) + random.NextNormal()));
        return new CanaryRound(
            build.ToString("x64"), CanaryKind.Made, "made", mu, CanaryRound.PointsOf(claim.Curve, claim.Guarantee.Epsilon),
            [CanaryGuesses.Of(CanaryObserver.WhiteBox, CanaryScores.Of(scores, coins), mu)]);
    }
}
