using static System.FormattableString;
using SafeSynth.Privacy;

namespace SafeSynth.Plans;

/// <summary>
/// SS2003 to SS2019, SS2024 and SS2025: a ledger refuses, or cannot be trusted. A ledger holds nothing private, so its lines may be named.
/// </summary>
internal static class LedgerFault
{
    public static SafeSynthException LimitReached(LedgerAccount account, ZcdpCost spent, ReleaseCap cap)
    {
        var limit = account.Budget;
        var (what, all, gone, asked, advice) = (spent + cap.Cost).Rho > limit.Rho
            ? ("rho", limit.Rho, spent.Rho, cap.Cost.Rho, "Ask for a smaller epsilon, or use a model that is already paid for.")
            : ("delta for thresholds", limit.Delta, spent.Delta, cap.Cost.Delta, "Declare the categories of all columns, so that none has to be learned.");
        return new SafeSynthException(
            "SS2003",
            Invariant($"The account '{account.Name}' (epsilon {account.Limit.Epsilon}, delta {account.Limit.Delta} per {account.Limit.Unit} in all) has {what} {all:G4}, ") +
            Invariant($"of which {gone:G4} is spent or reserved. A release of epsilon {cap.Guarantee.Epsilon} needs {asked:G4}. ") +
            "Nothing was drawn. " + advice);
    }

    public static SafeSynthException ContentChanged(string account, ReleaseCap cap) => new(
        "SS2004",
        Invariant($"'{account}' changed under the label '{cap.Identity?.DataVersion}'. Give it a new DataVersion (spends epsilon {cap.Guarantee.Epsilon}) or restore the data."));

    public static SafeSynthException KeyChanged(string account, ReleaseCap cap) => new(
        "SS2018",
        Invariant(
            $"The label '{cap.Identity?.DataVersion}' of '{account}' was released under another key, so nobody can tell whether the data are the same. ") +
        Invariant($"Use that key, or give the data a new DataVersion (spends epsilon {cap.Guarantee.Epsilon})."));

    public static SafeSynthException VersionChanged(string account, ReleaseCap cap) => new(
        "SS2025",
        Invariant($"The release '{cap.Identity?.DataVersion}' of '{account}' was made by a version of SafeSynth with another algorithm, so this one cannot make it again. ") +
        Invariant($"Go on with its model or its rows, repeat it with that version, or give the data a new DataVersion (spends epsilon {cap.Guarantee.Epsilon})."));

    public static SafeSynthException OtherUnit(LedgerAccount account, Guarantee asked) => new(
        "SS2005",
        $"The account '{account.Name}' protects {InWords(account.Limit)}, but the release would protect {InWords(asked)}. " +
        "Ask for the account's unit, or use another ledger: what different units spend does not add up.");

    public static LedgerBrokenException Empty(string path) => new(
        path, 1, "no account was opened in it. If it was just being created, delete it and create it again; else restore it from a copy");

    public static LedgerBrokenException Altered(string path, int line) => new(
        path, line, "it is not as it was written. Restore the file from a copy; nothing is accepted until then");

    public static LedgerBrokenException OutOfChain(string path, int line) => new(
        path, line, "it does not follow the line before it: lines are missing or were exchanged. Restore the file from a copy");

    public static LedgerBrokenException Unsound(string path, int line, string reason) =>
        new(path, line, $"{reason}. Restore the file from a copy");

    public static SafeSynthException Unusable(string path, Exception fault) => new(
        "SS2007", $"The ledger '{path}' cannot be used: {fault.Message.TrimEnd('.')}. Nothing was entered, so nothing more may be spent. Correct that and try again.", fault);

    public static SafeSynthException Busy(string path, TimeSpan patience) => new(
        "SS2008", Invariant($"'{path}' was held by another process for {patience.TotalSeconds} seconds. Nothing was written or spent. Try again when that process is done."));

    public static SafeSynthException NoLocks(string path) => new(
        "SS2009", $"The file system of '{path}' does not lock files, so two processes could write at once, and of a ledger both spend the last budget. Keep it on a local disk.");

    public static SafeSynthException RolledBack(string path, LedgerHead seen, int line) => new(
        "SS2010",
        Invariant($"The ledger '{path}' was rolled back: it ends at line {line}, but had {seen.Line}. Restore the longer file, or merge it into this one: what it holds is spent."));

    public static SafeSynthException Forked(string path, LedgerHead seen, int line) => new(
        "SS2011",
        Invariant($"The ledger '{path}' is a fork: its line {line} is not the one that led to the head {seen}. Merge the other copy into this one: what both hold is spent."));

    public static SafeSynthException Exists(string path) => new(
        "SS2012", $"'{path}' exists already. Open it as a ledger, or name another file: an account that is opened anew would forget what it spent.");

    public static SafeSynthException SettlesTooMuch(string release, ZcdpCost cap, ZcdpCost spent) => new(
        "SS2013",
        Invariant(
            $"The events of release {release} cost rho {spent.Rho:G6} and delta {spent.Delta:G3}, but only {cap.Rho:G6} and {cap.Delta:G3} were reserved. ") +
        "This is a defect: do not publish the release, and report it.");

    public static SafeSynthException SettledBefore(string release) => new(
        "SS2014", $"Release {release} is settled already. A further release needs a reservation of its own.");

    public static SafeSynthException Newer(string path, int format, int known) => new(
        "SS2015", Invariant($"The ledger '{path}' has format {format}, but this version of SafeSynth reads up to {known}. Update SafeSynth."));

    public static SafeSynthException OtherAccount(string path, string other) => new(
        "SS2016", $"'{other}' is no copy of the ledger '{path}': their first lines differ. Only forks of one account can be merged.");

    public static SafeSynthException NotGaussian(LedgerAccount account) => new(
        "SS2017", $"The account '{account.Name}' adds up in Gaussian DP, which has no price for what this release does. "
        + "Choose a generator whose noise is Gaussian throughout (Get-DpGenerator says which), or use an account that adds up in zCDP.");

    public static SafeSynthException PureAccount(string account) => new(
        "SS2019", $"The account '{account}' cannot add up in pure DP: it counts what releases come to in zCDP, which bounds no sum of epsilons. "
        + "Open it in zCDP; releases in pure DP may be charged to it.");

    public static SafeSynthException NoThresholds(LedgerAccount account) => new(
        "SS2024", $"The account '{account.Name}' sets no part of its delta apart for thresholds, which learning categories or naming groups needs. "
        + "Declare the categories of all columns, or use an account that New-DpLedger opened, which sets half of delta apart.");

    private static string InWords(Guarantee guarantee) =>
        $"{guarantee.Unit} against {(guarantee.Neighbors == Neighbors.AddRemove ? "being added or removed" : "being replaced")}";
}
