using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Generators.Saving;

namespace SafeSynth.Privacy;

/// <summary>
/// A line of a ledger as JSON, but for its own hash: the hash of the line before it, and one member that says what happened.
/// </summary>
internal sealed record SavedEntry(
    string? Previous = null,
    SavedOpening? Open = null,
    SavedReservation? Reserve = null,
    SavedSettlement? Settle = null,
    SavedFork? Merge = null,
    SavedCut? Repair = null)
{
    public bool SaysOneThing() => new object?[] { Open, Reserve, Settle, Merge, Repair }.Count(member => member is not null) == 1;

    /// <summary>What the entry says, unless it merges a fork.</summary>
    /// <param name="account">The account that the first line opened; null for that line.</param>
    /// <exception cref="InvalidDataException">The entry contradicts itself, or is not where it belongs.</exception>
    public LedgerEntry ToEntry(LedgerAccount? account)
    {
        LedgerEntry?[] said = account is null
            ? [Open?.ToEntry()]
            : [Reserve?.ToEntry(account), Settle?.ToEntry(account), Repair?.ToEntry()];
        return said.FirstOrDefault(entry => entry is not null)
            ?? throw new InvalidDataException(account is null ? "it does not open an account" : "it opens an account, but is not the first line");
    }
}

/// <summary>The account; <paramref name="Id"/> is random, so that no two ledgers begin alike.</summary>
internal sealed record SavedOpening(
    int Format, string Id, string Account, SavedGuarantee Limit, double ThresholdDelta, Composition Composition, DateTimeOffset Time)
{
    public AccountOpened ToEntry() => new(new LedgerAccount(Account, Limit.ToGuarantee(), ThresholdDelta, Composition), Time);
}

/// <summary>
/// A release's guarantee, for unit and neighbours of the account, and its cap: <paramref name="Rho"/> and
/// <paramref name="ThresholdDelta"/>.
/// </summary>
internal sealed record SavedReservation(
    string Release, double Epsilon, double Delta, double Rho, double ThresholdDelta, Composition Composition, DateTimeOffset Time,
    SavedIdentity? Keyed = null)
{
    public static SavedReservation Of(string release, ReleaseCap cap, DateTimeOffset time) => new(
        release, cap.Guarantee.Epsilon, cap.Guarantee.Delta, cap.Cost.Rho, cap.Cost.Delta, cap.Composition, time,
        cap.Identity is { } id ? new SavedIdentity(id.DataVersion, id.Fingerprint, id.Key, id.Plan) : null);

    public ReleaseReserved ToEntry(LedgerAccount account)
    {
        Sound.Require(Epsilon > 0 && double.IsFinite(Epsilon) && Delta is > 0 and < 1, "its guarantee is out of range");
        Sound.Require(Rho >= 0 && double.IsFinite(Rho) && ThresholdDelta is >= 0 and < 1, "its cap is out of range");
        Sound.Require(account.Takes(Composition), "it reserves for noise that is not Gaussian in an account that is");
        var own = new Guarantee(Epsilon, Delta, account.Limit.Unit, account.Limit.Neighbors);
        return new ReleaseReserved(
            Release, new ReleaseCap(own, Composition, new ZcdpCost(Rho, ThresholdDelta)) { Identity = Keyed?.ToIdentity() }, Time);
    }
}

/// <summary>What a keyed release is recognised by.</summary>
internal sealed record SavedIdentity(string DataVersion, string Fingerprint, string Key, string Plan)
{
    public ReleaseIdentity ToIdentity() => new(DataVersion, Fingerprint, Key, Plan);
}

/// <summary>The exact events, and what they cost on the day they were entered.</summary>
internal sealed record SavedSettlement(string Release, double Rho, double ThresholdDelta, SavedEvent[] Events, string? Transcript = null)
{
    public static SavedSettlement Of(string release, ZcdpCost price, IEnumerable<PrivacyEvent> events, string? transcript) => new(
        release, price.Rho, price.Delta, [.. events.Select(SavedEvent.Of)], transcript);

    public ReleaseSettled ToEntry(LedgerAccount account)
    {
        Sound.Require(!Events.Contains(null), "an event is empty");
        var events = Events.Select(saved => saved.ToEvent()).ToList();
        Sound.Require(
            account.Composition != Composition.Gdp || events.All(GdpAccountant.Instance.Supports), "it settles with noise that is not Gaussian in an account that is");
        return new ReleaseSettled(Release, events, new ZcdpCost(Rho, ThresholdDelta), Transcript);
    }
}

/// <summary>The lines of another copy as they were written, so that their chain can still be followed.</summary>
internal sealed record SavedFork(string[] Lines);

/// <summary>How many bytes of an unfinished line were cut off.</summary>
internal sealed record SavedCut(long Bytes)
{
    public UnfinishedLineCut ToEntry() => new(Bytes);
}

/// <summary>How an entry is put into JSON: no member twice, none unknown, none missing.</summary>
[JsonSerializable(typeof(SavedEntry))]
internal sealed partial class SavedEntryContext : JsonSerializerContext
{
    public static SavedEntryContext Strict { get; } = new(new JsonSerializerOptions(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // the file is never part of a page
        Converters =
        {
            new JsonStringEnumConverter<Neighbors>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Composition>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });
}
