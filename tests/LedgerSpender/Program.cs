using System.Globalization;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

// Spends an account, release by release, until it is spent: LedgerSpender <ledger> <epsilon of a release>.
// Says "reserved <release>" and "settled <release>" when the ledger has acknowledged it, and "refused" when the limit is reached.
var ledger = Ledger.Open(args[0]);
var cap = ledger.Account.CapFor(new Guarantee(double.Parse(args[1], CultureInfo.InvariantCulture)), thresholdShare: 0);
var half = new DiscreteGaussianEvent(Rational.RoundUp(1 / cap.Cost.Rho, fractionBits: 10), L2Squared: 1);   // costs half of the cap
using var acknowledged = Console.OpenStandardOutput();
try
{
    for (var turn = 0; ; turn++)
    {
        var reservation = ledger.Reserve(cap);
        Say($"reserved {reservation.Release}");
        if (turn % 3 == 2)
            continue;   // never settled: counts in full
        reservation.Settle([half]);
        Say($"settled {reservation.Release}");
    }
}
catch (SafeSynthException refusal) when (refusal.Code == "SS2003")
{
    Say("refused");
}

void Say(string what) => acknowledged.Write(System.Text.Encoding.ASCII.GetBytes(what + "\n"));
