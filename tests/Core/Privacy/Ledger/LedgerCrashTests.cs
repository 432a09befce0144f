using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>No crash and no full disk loses what was acknowledged, or leaves a ledger that cannot be used.</summary>
public sealed class LedgerCrashTests
{
    [Fact]
    public void A_death_at_any_operation_loses_nothing_that_was_acknowledged_whatever_a_crash_keeps_of_the_unflushed()
    {
        var cuts = 0;
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var disk = new FailingDisk();
            var reserved = new List<string>();
            var settled = new List<string>();
            Ledger.Create(disk, "hr", new Guarantee(1), Ledger.DefaultThresholdShare);
            for (var death = 0; death < 4; death++)
            {
                disk.Lifetime = random.Next(20);
                Assert.Throws<FailingDisk.DeathException>(() => SpendForEver(disk, reserved, settled));
                disk.Lifetime = int.MaxValue;
                if (random.Next(2) == 0)
                    disk.Crash(random);   // else only the process died, and what it wrote may still be in a cache

                var releases = Ledger.Open(disk).Releases.ToDictionary(release => release.Id);
                Assert.All(reserved, release => Assert.Contains(release, releases));
                Assert.All(settled, release => Assert.True(releases[release].IsSettled));
                Assert.All(releases.Values.Where(release => !release.IsSettled), release => Assert.Equal(release.Cap.Cost, release.Spent));
            }

            var ledger = Ledger.Open(disk);
            ledger.Reserve(Cap(ledger));
            cuts += ledger.Entries.Count(entry => entry is UnfinishedLineCut);
            Assert.True(Ledger.Verify(disk, ledger.Head) is { State: LedgerState.Sound, HasUnfinishedLine: false });
        }

        Assert.True(cuts > 1000, "Too few lines were interrupted.");
    }

    [Fact]
    public void A_crash_while_an_account_is_opened_leaves_it_open_or_says_to_open_it_again()
    {
        var outcomes = new HashSet<string>();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var disk = new FailingDisk { Lifetime = random.Next(4) };
            Assert.Throws<FailingDisk.DeathException>(() => Ledger.Create(disk, "hr", new Guarantee(1), 0));
            disk.Lifetime = int.MaxValue;
            disk.Crash(random);

            var fault = Record.Exception(() => Ledger.Open(disk));
            outcomes.Add(fault is LedgerBrokenException { Line: 1 } ? "delete it and create it again" : fault?.Message ?? "open");
        }

        Assert.Equal(["delete it and create it again", "open"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_disk_that_is_full_at_any_byte_leaves_the_ledger_as_it_was()
    {
        var (disk, ledger) = NewLedger();
        var before = disk.Content;
        var line = LengthOfAReservation();

        for (var room = 0; room <= line; room++)
        {
            disk.Capacity = before.Length + room;

            Assert.Equal("SS2007", Assert.Throws<SafeSynthException>(() => ledger.Reserve(Cap(ledger))).Code);
            Assert.Equal(before, disk.Content);
        }

        disk.Capacity = before.Length + line + 1;
        ledger.Reserve(Cap(ledger));
        Assert.Equal(2, Ledger.Open(disk).Releases.Count);
    }

    [Fact]
    public void A_process_that_dies_on_a_full_disk_leaves_a_ledger_that_goes_on_when_there_is_room()
    {
        var line = LengthOfAReservation();
        for (var room = 0; room <= line; room++)
        {
            var (disk, ledger) = NewLedger();
            disk.Capacity = disk.Content.Length + room;
            disk.Lifetime = room < line ? 1 : 3;   // up to taking back
            Assert.Throws<FailingDisk.DeathException>(() => ledger.Reserve(Cap(ledger)));
            (disk.Capacity, disk.Lifetime) = (int.MaxValue, int.MaxValue);

            var next = Ledger.Open(disk);
            next.Reserve(Cap(next));

            Assert.Equal(room < line ? 2 : 3, Ledger.Open(disk).Releases.Count);
        }
    }

    private static (FailingDisk Disk, Ledger Ledger) NewLedger()
    {
        var disk = new FailingDisk();
        var ledger = Ledger.Create(disk, "hr", new Guarantee(1), Ledger.DefaultThresholdShare);
        ledger.Reserve(Cap(ledger));
        return (disk, ledger);
    }

    // Without its line feed. All reservations of one cap are equally long.
    private static int LengthOfAReservation()
    {
        var (disk, ledger) = NewLedger();
        var before = disk.Content.Length;
        ledger.Reserve(Cap(ledger));
        return disk.Content.Length - before - 1;
    }

    private static void SpendForEver(FailingDisk disk, List<string> reserved, List<string> settled)
    {
        for (var ledger = Ledger.Open(disk); ;)
        {
            var reservation = ledger.Reserve(Cap(ledger));
            reserved.Add(reservation.Release);
            reservation.Settle([]);
            settled.Add(reservation.Release);
        }
    }

    private static ReleaseCap Cap(Ledger ledger) => ledger.Account.CapFor(new Guarantee(0.1), thresholdShare: 0);
}
