using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>An account of epsilon 1 in a folder of its own, and releases that spend it.</summary>
internal sealed class TemporaryLedger : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TemporaryLedger(double epsilon = 1, PrivacyUnit? unit = null) =>
        Ledger = Ledger.Create(File, "hr", new Guarantee(epsilon, 1e-6, unit));

    public Ledger Ledger { get; }

    public string File => PathOf("hr.ledger.jsonl");

    public string[] Lines => System.IO.File.ReadAllText(File).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string PathOf(string name) => _folder.Path(name);

    public string Copy(string name)
    {
        System.IO.File.Copy(File, PathOf(name));
        return PathOf(name);
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>Releases for tests.</summary>
internal static class Spending
{
    public static ReleaseCap Cap(this Ledger ledger, double epsilon = 0.1) =>
        ledger.Account.CapFor(new Guarantee(epsilon, 1e-6, ledger.Account.Limit.Unit), thresholdShare: 0.1);

    public static LedgerReservation Reserve(this Ledger ledger, double epsilon = 0.1) => ledger.Reserve(ledger.Cap(epsilon));

    /// <summary>A Gaussian that costs the share of the cap, rounded down a little.</summary>
    public static PrivacyEvent Gaussian(this LedgerReservation reservation, int oneIn) =>
        new DiscreteGaussianEvent(Rational.RoundUp(oneIn / (2 * reservation.Cap.Cost.Rho), fractionBits: 10), 1);
}
