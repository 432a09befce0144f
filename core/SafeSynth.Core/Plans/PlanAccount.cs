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
    /// <remarks>Where the plan names no account, a new one has room for one release like this: whoever wants more has to say how much.</remarks>
    /// <param name="path">The ledger.</param>
    /// <param name="plan">The release.</param>
    /// <param name="dataName">The data set's public name.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <exception cref="SafeSynthException">The ledger cannot be used, as of <see cref="Ledger.Open(string)"/> and <see cref="Ledger.Create(string, string, Guarantee, double, Composition)"/>.</exception>
    public static Ledger Open(string path, DpPlan plan, string dataName, IReadOnlyList<string> columns)
    {
        if (File.Exists(path))
            return Ledger.Open(path);
        if (plan.Account is not { } account)
        {
            var terms = Synthesis.TermsOf(plan, plan.Schema.FieldsFor(columns));
            return Ledger.Create(path, dataName, plan.Guarantee, terms.ThresholdShare, terms.Composition);
        }

        var limit = new Guarantee(account.Epsilon, account.Delta, plan.Guarantee.Unit, plan.Guarantee.Neighbors);
        return Ledger.Create(path, account.Name ?? dataName, limit, Ledger.DefaultThresholdShare, account.Composition);
    }

    /// <summary>Refuses a release for which the account has no room now; to be called before a row is read, where a refusal costs nothing.</summary>
    /// <exception cref="SafeSynthException">SS2003: the limit does not allow it. SS2005, SS2017: the account is of another kind.</exception>
    public static void RequireRoom(Ledger ledger, DpPlan plan, IReadOnlyList<string> columns)
    {
        var terms = Synthesis.TermsOf(plan, plan.Schema.FieldsFor(columns));
        ledger.RequireRoom(ledger.Account.CapFor(terms.Guarantee, terms.ThresholdShare, terms.Composition));
    }
}
