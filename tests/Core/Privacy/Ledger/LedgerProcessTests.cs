using System.Diagnostics;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>Several processes spend one account, and some of them are killed.</summary>
public sealed class LedgerProcessTests(ITestOutputHelper output)
{
    private const int Processes = 4, KillsOfAnAccount = 40;

    [Fact]
    public async Task Four_processes_spend_an_account_to_its_end_and_no_further()
    {
        using var temporary = new TemporaryLedger();
        var clock = Stopwatch.StartNew();

        var runs = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Run(temporary.File, killAfter: null)));

        var ledger = Ledger.Open(temporary.File);
        output.WriteLine($"{ledger.Releases.Count} releases in {clock.Elapsed.TotalSeconds:F1} s");
        Assert.All(runs, run => Assert.Contains("refused", run.Said));
        Assert.Equal(ledger.Releases.Select(release => release.Id).Order(), Names(runs, "reserved").Order());
        Assert.Equal(ledger.Releases.Where(release => release.IsSettled).Select(release => release.Id).Order(), Names(runs, "settled").Order());
        RequireWithinLimit(ledger);
        Assert.True(ledger.Left.Rho < ledger.Releases[0].Cap.Cost.Rho, "The account was not spent to its end.");
    }

    [Fact]
    public async Task Two_hundred_kills_at_random_moments_lose_no_acknowledged_release_and_exceed_no_limit()
    {
        var random = new Random(20261);
        var (kills, accounts, unfinished) = (0, 0, 0);
        for (; kills < 200; accounts++)
        {
            using var temporary = new TemporaryLedger();
            for (var (end, isSpent) = (kills + KillsOfAnAccount, false); kills < end && !isSpent;)
            {
                var delays = Enumerable.Range(0, Processes).Select(_ => TimeSpan.FromMilliseconds(random.Next(60))).ToList();
                var runs = await Task.WhenAll(delays.Select(delay => Run(temporary.File, delay)));
                unfinished += Ledger.Verify(temporary.File).HasUnfinishedLine ? 1 : 0;
                RequireKept(temporary.File, runs);
                kills += runs.Count(run => run.WasKilled);
                isSpent = runs.Any(run => run.Said.Contains("refused"));
            }

            // However few releases the killed ones had time for, a last one spends what they left.
            var last = await Run(temporary.File, killAfter: null);
            Assert.Equal("refused", last.Said[^1]);
            var ledger = RequireKept(temporary.File, [last]);
            Assert.True(ledger.Left.Rho < ledger.Releases[0].Cap.Cost.Rho, "The account was not spent to its end.");
        }

        output.WriteLine($"{kills} kills; {accounts} accounts spent to their end; {unfinished} unfinished lines left behind");
    }

    /// <summary>The ledger holds all that was acknowledged, and no more than its limit.</summary>
    private static Ledger RequireKept(string file, IReadOnlyList<SpenderRun> runs)
    {
        var ledger = Ledger.Open(file);
        Assert.Subset(ledger.Releases.Select(release => release.Id).ToHashSet(), Names(runs, "reserved").ToHashSet());
        Assert.Subset(ledger.Releases.Where(release => release.IsSettled).Select(release => release.Id).ToHashSet(), Names(runs, "settled").ToHashSet());
        RequireWithinLimit(ledger);
        return ledger;
    }

    private static void RequireWithinLimit(Ledger ledger)
    {
        var spent = ledger.Releases.Aggregate(default(ZcdpCost), (sum, release) => sum + release.Spent);
        Assert.True(spent.Rho <= ledger.Account.Budget.Rho && spent.Delta <= ledger.Account.Budget.Delta);
    }

    private static IEnumerable<string> Names(IEnumerable<SpenderRun> runs, string what) =>
        runs.SelectMany(run => run.Said).Where(line => line.StartsWith(what + " ", StringComparison.Ordinal)).Select(line => line[(what.Length + 1)..]);

    /// <summary>Lets a process spend until the account is spent, or until some time after its first release.</summary>
    private static async Task<SpenderRun> Run(string ledger, TimeSpan? killAfter)
    {
        using var process = Process.Start(TestProgram.Start("SafeSynth.LedgerSpender", ledger, "0.05"))!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = new List<string>();
        Task? killing = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (killAfter is { } delay)
                killing ??= Task.Delay(delay).ContinueWith(_ => process.Kill(), TaskScheduler.Default);
        }

        await process.WaitForExitAsync();
        if (killing is not null)
            await killing;
        Assert.Empty(await errors);
        return new SpenderRun(said, WasKilled: process.ExitCode != 0);
    }

    private sealed record SpenderRun(IReadOnlyList<string> Said, bool WasKilled);
}
