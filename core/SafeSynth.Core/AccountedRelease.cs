using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth;

/// <summary>A release of private rows: charged before the door to them opens, settled before anything of it is shown.</summary>
internal sealed class AccountedRelease : IDisposable
{
    private readonly RawTable _rows;
    private readonly NoiseKind _kind;
    private readonly IReleaseNoise _noise;
    private readonly ReleaseCharge _charge;
    private PrivateTable? _door;

    private AccountedRelease(RawTable rows, NoiseKind kind, IReleaseNoise noise, ReleaseCharge charge) =>
        (_rows, _kind, _noise, _charge) = (rows, kind, noise, charge);

    /// <param name="rows">The private rows.</param>
    /// <param name="planHash">Names all that is asked of them.</param>
    /// <param name="terms">What the release asks of its budget.</param>
    /// <param name="noise">What noise is made of.</param>
    /// <param name="ledger">The account to charge; null for none.</param>
    /// <exception cref="SafeSynthException">The account refuses. Nothing is spent.</exception>
    public static AccountedRelease Begin(RawTable rows, string planHash, ReleaseTerms terms, INoiseProvider noise, Ledger? ledger)
    {
        var release = noise.ForRelease(rows, planHash);
        return new AccountedRelease(rows, noise.Kind, release, ReleaseCharge.Begin(ledger, terms, release.Identity));
    }

    /// <summary>Opens the one door to the rows.</summary>
    public PrivateTable Open(string name, IReadOnlyList<Field> fields, IReadOnlyList<string> missingValues, CancellationToken cancel = default) =>
        _door = PrivateTable.Open(name, _rows, fields, missingValues, _charge.Budget, _noise, cancel);

    /// <inheritdoc cref="ReleaseCharge.Settle"/>
    public void Settle() => _charge.Settle(_door!.Transcript);

    /// <summary>Enters what a fit spent, and says in its report how it was accounted for.</summary>
    /// <exception cref="SafeSynthException">As of <see cref="Settle()"/>.</exception>
    public FittedModel Settle(FittedModel model)
    {
        Settle();
        return model with { Report = model.Report with { Noise = _kind, DataVersion = _noise.Identity?.DataVersion, Account = _charge.Entry } };
    }

    /// <summary>Settles a release of fresh noise that did not end well.</summary>
    public void Dispose() => _charge.Dispose();
}
