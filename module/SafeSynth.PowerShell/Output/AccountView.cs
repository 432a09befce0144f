using SafeSynth.Privacy;
using static System.FormattableString;

namespace SafeSynth.Output;

/// <summary>An account as its ledger tells it. Its only guarantee is its limit.</summary>
/// <param name="Account">The declared name of the data set.</param>
/// <param name="Unit">Who is protected: a row, or all rows of a key.</param>
/// <param name="Neighbors">Which data sets must look alike.</param>
/// <param name="Epsilon">What all releases together keep.</param>
/// <param name="Delta">The probability that it does not hold.</param>
/// <param name="Composition">How what the releases spend adds up.</param>
/// <param name="Reserved">How many releases reserved their cap and have not settled: each counts in full.</param>
/// <param name="Settled">How many releases ended and count with what they spent.</param>
/// <param name="SpentShare">The share of the budget, from 0 to 1, that is spent or reserved.</param>
/// <param name="LeftEpsilon">About the largest epsilon, at the account's delta, for which a release without learned categories
/// fits.</param>
/// <param name="Releases">Every release, in order.</param>
/// <param name="Head">The last line, for you to keep elsewhere: it tells later whether the ledger went back or another way.</param>
/// <param name="Path">The file.</param>
public sealed record AccountView(
    string Account, string Unit, Neighbors Neighbors, double Epsilon, double Delta, Composition Composition, int Reserved, int Settled,
    double SpentShare, double LeftEpsilon, IReadOnlyList<ReleaseView> Releases, string Head, string Path)
{
    /// <summary>The limit in a few characters: epsilon, delta.</summary>
    public string Limit => Invariant($"{Epsilon}, {Delta:0.###e-00}");

    internal static AccountView Of(Ledger ledger, string path)
    {
        var (account, left) = (ledger.Account, ledger.Left);
        var settled = ledger.Releases.Count(release => release.IsSettled);
        return new AccountView(
            account.Name, account.Limit.Unit.ToString(), account.Limit.Neighbors, account.Limit.Epsilon, account.Limit.Delta, account.Composition,
            ledger.Releases.Count - settled, settled, Math.Clamp(1 - left.Rho / account.Budget.Rho, 0, 1), ledger.LeftEpsilon,
            [.. ledger.Releases.Select(release => ReleaseView.Of(release, account))], ledger.Head.ToString(), path);
    }
}

/// <summary>One release of an account.</summary>
/// <param name="Time">When it was reserved, in UTC.</param>
/// <param name="Epsilon">What it keeps by itself.</param>
/// <param name="Delta">The probability that it does not hold.</param>
/// <param name="IsSettled">Whether it ended; one that did not counts in full.</param>
/// <param name="SpentShare">The share of the account's budget that it counts for.</param>
/// <param name="DataVersion">The label of the content, if it has one.</param>
/// <param name="Release">Its random name.</param>
public sealed record ReleaseView(DateTimeOffset Time, double Epsilon, double Delta, bool IsSettled, double SpentShare, string? DataVersion, string Release)
{
    internal static ReleaseView Of(LedgerRelease release, LedgerAccount account) => new(
        release.Reserved.Time, release.Cap.Guarantee.Epsilon, release.Cap.Guarantee.Delta, release.IsSettled,
        release.Spent.Rho / account.Budget.Rho, release.Cap.Identity?.DataVersion, release.Id);
}
