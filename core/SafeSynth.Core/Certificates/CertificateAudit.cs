using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SafeSynth.Generators;
using SafeSynth.Generators.Saving;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Texts;
using static System.FormattableString;

namespace SafeSynth.Certificates;

/// <summary>
/// Works out anew all that a certificate says, from its events, and compares it with files, key and ledger as far as they are given.
/// </summary>
/// <param name="certificate">What is checked.</param>
public sealed class CertificateAudit(CertificateFile certificate)
{
    /// <summary>The name of the check of the file that is vouched for.</summary>
    public const string OutputCheck = "Output";

    // Figures of another machine's exponential and logarithm may differ in their last digits.
    private const double Tolerance = 1e-9;

    private readonly SavedCertificate _says = certificate.Says;

    /// <summary>The file that is vouched for; when null, the one of the certificate's own folder, if it is there.</summary>
    public string? Output { get; init; }

    /// <summary>The key that must have signed; when null, any will do.</summary>
    public CertificateSigner? Key { get; init; }

    /// <summary>The ledger in which the release must stand; when null, that is not checked.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>Every check, in the order in which a reader would ask.</summary>
    /// <exception cref="SafeSynthException">The output or the ledger that was named cannot be read.</exception>
    public IReadOnlyList<CertificateCheck> Run()
    {
        var (cap, events, fault) = ReadPrice();
        return fault is not null
            ? [fault]
            : [.. Price(cap!, events!), Statements(cap!, events!), Noise(), OutputFile(), Signature(), Entry(cap!, events!), .. OwnerResults()];
    }

    private (ReleaseCap? Cap, IReadOnlyList<PrivacyEvent>? Events, CertificateCheck? Fault) ReadPrice()
    {
        try
        {
            var events = _says.Events.Select(saved => saved?.ToEvent() ?? throw new InvalidDataException("an event is empty")).ToList();
            return (new ReleaseCap(certificate.Guarantee, _says.Accounting.Composition, _says.Accounting.Limit.ToCost()), events, null);
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException or ArithmeticException)
        {
            return (null, null, CertificateCheck.Failed("Events", $"What was done to the data cannot be understood: {fault.Message.TrimEnd('.')}."));
        }
    }

    private IEnumerable<CertificateCheck> Price(ReleaseCap cap, IReadOnlyList<PrivacyEvent> events)
    {
        var spent = ZcdpAccountant.Price(events);
        yield return CertificateCheck.That(
            cap.Accepts(events), "Events",
            Invariant($"{events.Count} events, priced anew, cost rho {spent.Rho:G4} and delta {spent.Delta:G3} of {cap.Cost.Rho:G4} and {cap.Cost.Delta:G3}."));
        yield return CertificateCheck.That(
            cap.KeepsItsGuarantee, "Guarantee",
            Invariant($"In {Theory(cap)} that limit comes to delta {cap.Curve.Delta(cap.Guarantee.Epsilon):G3} at epsilon {cap.Guarantee.Epsilon}; claimed is {cap.Guarantee.Delta:G3}."));
    }

    private static string Theory(ReleaseCap cap) =>
        cap.Epsilon is { } epsilon ? Invariant($"pure DP, where epsilons add up to {epsilon:G4} at most,") : cap.Accountant.Name;

    private CertificateCheck Statements(ReleaseCap cap, IReadOnlyList<PrivacyEvent> events)
    {
        var (said, known) = (_says.Consequences.Figures().ToList(), SavedConsequences.Of(cap).Figures().ToList());
        var isSame = said.Count == known.Count && said.Zip(known).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Abs(pair.Second))
            && _says.Accounting.Spent == SavedLimit.Of(ZcdpAccountant.Price(events)) && JsonNode.DeepEquals(_says.DpAccounting, DpAccountingEvents.Of(events))
            && SaysWhatFollows(cap.Guarantee);
        return CertificateCheck.That(isSame, "Statements", isSame
            ? "Claim, curve, attacks, groups and exported events follow from the limit and the events."
            : "Claim, curve, attacks, groups or exported events are not what follows from the limit and the events.");
    }

    // The sentences of a certificate are functions of its other members, or of the generator that it names.
    private bool SaysWhatFollows(Guarantee guarantee)
    {
        var generator = GeneratorCatalog.InfoOf(_says.Algorithm.Generator) ?? TextGeneratorCatalog.InfoOf(_says.Algorithm.Generator);
        return _says.Claim == SavedCertificate.ClaimOf(guarantee, _says.Noise) && _says.NoiseMeans == GuaranteeInWords.NoiseOf(_says.Noise)
            && _says.TrustModel == SavedCertificate.Central && _says.NotProtected.SequenceEqual(SavedCertificate.NotProtectedOf(guarantee))
            && _says.Accounting.Schedule == SavedAccounting.Adaptive
            && (generator is null || (_says.Algorithm.Accountant == generator.Accountant && _says.Algorithm.Source == generator.Source
                && generator.HasGuarantee == (_says.Noise != NoiseKind.None)));
    }

    private CertificateCheck Noise() => CertificateCheck.That(!_says.Noise.IsVoid(), "Noise", GuaranteeInWords.NoiseOf(_says.Noise));

    private CertificateCheck OutputFile()
    {
        if (certificate.Output is not { } claimed)
            return Output is null
                ? CertificateCheck.Open(OutputCheck, "It vouches for no file.")
                : CertificateCheck.Failed(OutputCheck, "It vouches for no file, but one was named.");
        var beside = Path.Combine(Path.GetDirectoryName(certificate.Path) ?? "", claimed.Name);
        if (Output is null && (claimed.Name != Path.GetFileName(claimed.Name) || !File.Exists(beside)))
            return CertificateCheck.Open(OutputCheck, $"There is no '{claimed.Name}' beside it.");
        var path = Output ?? beside;
        var isSame = HashOf(path) == claimed.Sha256;
        return CertificateCheck.That(isSame, OutputCheck, isSame ? $"'{Path.GetFileName(path)}' is the file that was released." : $"'{Path.GetFileName(path)}' is not the file that was released.");
    }

    private CertificateCheck Signature()
    {
        if (certificate.Signature is not { } signature)
            return Key is null
                ? CertificateCheck.Open("Signature", "Nobody signed it.")
                : CertificateCheck.Failed("Signature", "Nobody signed it.");
        if (!CertificateSigner.Made(signature, certificate.Text))
            return CertificateCheck.Failed("Signature", "It was altered after it had been signed, or the signature was.");
        if (Key is null)
            return CertificateCheck.Passed("Signature", "It is as it was signed. By whom, only a key that you trust can tell.");
        return CertificateCheck.That(Key.PublicKey == signature.PublicKey, "Signature", Key.PublicKey == signature.PublicKey
            ? "It is as it was signed, with the key that was given." : "It was signed with another key than the one that was given.");
    }

    private CertificateCheck Entry(ReleaseCap cap, IReadOnlyList<PrivacyEvent> events)
    {
        if (LedgerPath is null)
            return CertificateCheck.Open("Ledger", _says.Account is null ? "It was charged to no account." : $"It stands in the account '{_says.Account.Name}', whose ledger was not given.");
        if (_says.Account?.ToEntry() is not { } entry)
            return CertificateCheck.Failed("Ledger", "It was charged to no account.");
        var verdict = Ledger.Verify(LedgerPath, entry.Head);
        if (verdict.State != LedgerState.Sound)
            return CertificateCheck.Failed("Ledger", verdict.Message);
        var isSame = Ledger.Open(LedgerPath).PlaceOf(entry.Release) is { } place && place.Entry == entry && place.Release.Cap.Guarantee == cap.Guarantee
            && place.Release.Cap.Composition == cap.Composition && place.Release.Cap.Cost == cap.Cost
            && place.Release.Settlements.Any(settled => settled.Events.SequenceEqual(events));
        return CertificateCheck.That(isSame, "Ledger", isSame
            ? Invariant($"It is release {entry.Attempt} of the account '{entry.Account}', with these events.")
            : "The account has no release in that place that was settled with this limit and these events.");
    }

    // Nothing to check, and something to know.
    private IEnumerable<CertificateCheck> OwnerResults() => certificate.OwnerResults.Count == 0 ? [] :
    [
        CertificateCheck.Open(
            "Owner's results", $"The owner published figures that were computed from the private rows, which the guarantee does not cover: {string.Join(", ", certificate.OwnerResults.Select(file => $"'{file}'"))}."),
    ];

    private static string HashOf(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SafeSynthException("SS1001", $"'{path}' cannot be read: {fault.Message.TrimEnd('.')}. Check path and permissions.", fault);
        }
    }
}

/// <summary>What came of one check.</summary>
public enum CheckOutcome
{
    Passed,
    Failed,

    /// <summary>There was nothing to check it with.</summary>
    Open,
}

/// <summary>One check of a certificate.</summary>
/// <param name="Name">What was checked: Events, Guarantee, Statements, Noise, Output, Signature, Ledger or Owner's results.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Detail">Why, in a sentence.</param>
public sealed record CertificateCheck(string Name, CheckOutcome Outcome, string Detail)
{
    internal static CertificateCheck That(bool holds, string name, string detail) =>
        new(name, holds ? CheckOutcome.Passed : CheckOutcome.Failed, detail);

    internal static CertificateCheck Passed(string name, string detail) => new(name, CheckOutcome.Passed, detail);

    internal static CertificateCheck Failed(string name, string detail) => new(name, CheckOutcome.Failed, detail);

    internal static CertificateCheck Open(string name, string detail) => new(name, CheckOutcome.Open, detail);
}
