using SafeSynth.Privacy;

namespace SafeSynth.Plans;

/// <summary>The account that a plan names: what all releases of the data may spend together. Unit and neighbours are the plan's.</summary>
/// <param name="Name">The declared name of the data set; null for that of the source.</param>
/// <param name="Epsilon">The limit's epsilon.</param>
/// <param name="Delta">The limit's delta.</param>
/// <param name="Composition">How what the releases spend adds up.</param>
public sealed record PlanAccount(string? Name, double Epsilon, double Delta, Composition Composition = Composition.Zcdp)
{
    /// <summary>Opens the ledger of a release, and the account in it if there is none yet.</summary>
    /// <remarks>Where no account is named, a new one has room for one release like this: whoever wants more has to say how much.</remarks>
    /// <param name="path">The ledger.</param>
    /// <param name="dataName">The data set's public name.</param>
    /// <param name="terms">What the release asks for.</param>
    /// <param name="account">The account that a plan names; null for none.</param>
    /// <exception cref="SafeSynthException">The ledger cannot be used, as of <see cref="Ledger.Open(string)"/> and
    /// <see cref="Ledger.Create(string, string, Guarantee, double, Composition)"/>.</exception>
    public static Ledger Open(string path, string dataName, ReleaseTerms terms, PlanAccount? account)
    {
        if (File.Exists(path))
            return Ledger.Open(path);
        if (account is null)
            return Ledger.Create(path, dataName, terms.Guarantee, terms.ThresholdShare, terms.Composition);

        var limit = new Guarantee(account.Epsilon, account.Delta, terms.Guarantee.Unit, terms.Guarantee.Neighbors);
        return Ledger.Create(path, account.Name ?? dataName, limit, Ledger.DefaultThresholdShare, account.Composition);
    }

    /// <summary>
    /// Refuses a release for which an account has no room now; to be called before a row is read, where a refusal costs nothing.
    /// </summary>
    /// <exception cref="SafeSynthException">SS2003: the limit does not allow it. SS2005, SS2017: the account is of another kind. SS2006 to
    /// SS2008, SS2015: it cannot be read.</exception>
    public static void RequireRoom(string path, ReleaseTerms terms)
    {
        var ledger = Ledger.Open(path);
        ledger.RequireRoom(ledger.Account.CapFor(terms.Guarantee, terms.ThresholdShare, terms.Composition));
    }
}
