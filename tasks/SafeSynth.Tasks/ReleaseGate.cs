using Microsoft.Build.Framework;
using SafeSynth.Attacks;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Plans;

namespace SafeSynth.Tasks;

/// <summary>One <c>PrivacyGate</c> item, read and checked: a release, and what is demanded of it. All paths are full.</summary>
internal sealed class ReleaseGate : IBuildGate
{
    /// <summary>Metadata of this kind of item that the other kind does not have.</summary>
    public static readonly string[] Own =
        ["Certificate", "Member", "NonMember", "Reference", "MaxEpsilon", "MaxDelta", "PrivacyUnit", "DetectionFloor", "OnMissingSource"];

    private readonly string _release, _certificate;
    private readonly string? _members, _nonMembers, _reference, _unit;
    private readonly double? _maxEpsilon, _maxDelta;
    private readonly double _alpha, _floor;

    /// <exception cref="SafeSynthException">SS0132, SS0134, SS0137, SS3081: the item asks for what cannot be.</exception>
    /// <param name="item">The item.</param>
    /// <param name="projectDirectory">What relative paths start from.</param>
    public ReleaseGate(ITaskItem item, string projectDirectory)
    {
        var metadata = new ItemMetadata(item, projectDirectory);
        metadata.Refuse(AuditGate.Own, GateKind.Guarantee);
        _release = Path.GetFullPath(item.ItemSpec, projectDirectory);
        _certificate = metadata.FilePath("Certificate") ?? CertificateFile.PathFor(_release);
        (_members, _nonMembers, _reference) = (metadata.FilePath("Member"), metadata.FilePath("NonMember"), metadata.FilePath("Reference"));
        (_maxEpsilon, _maxDelta, _unit) = (metadata.Number("MaxEpsilon"), metadata.Number("MaxDelta"), metadata.Text("PrivacyUnit"));
        _alpha = metadata.Share("Alpha") ?? PermutationGate.DefaultAlpha;
        _floor = metadata.Share("DetectionFloor") ?? PermutationGate.DefaultFloor;
        OnInconclusive = metadata.Choice("OnInconclusive", Undecided.Error);
        SkipsMissingSource = metadata.Choice("OnMissingSource", MissingMembers.Error) == MissingMembers.Skip;
        if (_members is null != _nonMembers is null || (_reference is not null && _members is null))
            throw FixtureFault.MembersIncomplete();
    }

    public Undecided OnInconclusive { get; }

    /// <summary>The tables of members and others that the item names but that are not there.</summary>
    public IEnumerable<string> MissingSources =>
        new[] { _members, _nonMembers, _reference }.OfType<string>().Where(path => !File.Exists(path));

    /// <summary>Whether a build without these tables judges the certificate alone.</summary>
    public bool SkipsMissingSource { get; }

    public string OriginOf(GateResult result) => result.Gate == EpsilonGate.About.Name ? _certificate : _release;

    /// <summary>The verdict on the certificate, and those on the release where there are people to attack it with.</summary>
    /// <exception cref="SafeSynthException">SS1nnn, SS2nnn, SS3nnn: a file cannot be read, or attacks cannot be run on it.</exception>
    public IEnumerable<GateResult> Decide(CancellationToken cancel)
    {
        var certificate = CertificateFile.Read(_certificate);
        yield return new EpsilonGate(_maxEpsilon, _maxDelta, _unit)
            .Decide(new AuditedCertificate(certificate, new CertificateAudit(certificate).Run()), cancel).Result;
        if (_members is null || MissingSources.Any())
            yield break;

        var report = MembershipTest.Run(
            Read(_release), Read(_members), Read(_nonMembers!), _reference is null ? null : Read(_reference), AttackCatalog.Default, seed: 1, cancel, _unit);
        yield return new PermutationGate(_alpha, _floor, seed: 1).Decide(report, cancel).Result;
        yield return new ClaimGate(Claim.Of(certificate), _alpha, seed: 1).Decide(report, cancel).Result;

        OwnerTable Read(string path) => OwnerTable.Read(new CsvSource(path), cancel);
    }
}

/// <summary>What a build does where the people to attack a release with are not at hand.</summary>
internal enum MissingMembers
{
    /// <summary>It fails.</summary>
    Error,

    /// <summary>It judges the certificate alone.</summary>
    Skip,
}
