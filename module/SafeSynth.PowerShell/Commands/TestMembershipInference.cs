using System.Management.Automation;
using SafeSynth.Attacks;
using SafeSynth.Certificates;
using SafeSynth.Completers;
using SafeSynth.Gates;
using SafeSynth.Ingest;
using SafeSynth.Output;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>Attacks a release: can anyone tell from the synthetic rows whose rows they were made from?</summary>
/// <remarks>
/// Needs rows that the release was made from and rows that it was not made from, divided at random before the fit. Every attack scores them without being
/// told which is which. One exact test over all attacks says Pass, Fail or Inconclusive: a release that gives nobody away fails with probability alpha, and a
/// Pass means that copies of a few percent of the members would have been seen. Where a claim is given (-Epsilon or -Certificate), a second test asks
/// whether the release tells more than that allows, which would be a bug. The result is computed exactly from private rows: it is for their owner's eyes.
/// </remarks>
/// <example>
/// <para>Test a release</para>
/// <code>Test-MembershipInference -Synthetic ./hr.synthetic.csv -Member ./hr.csv -NonMember ./hr.holdout.csv</code>
/// </example>
/// <example>
/// <para>Test whether it keeps its promise, too, where people have several rows</para>
/// <code>Test-MembershipInference ./hr.synthetic.csv ./hr.csv ./hr.holdout.csv -PrivacyUnit employee_id -Certificate ./hr.synthetic.certificate.json</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MembershipInference")]
[OutputType(typeof(MembershipView))]
public sealed class TestMembershipInferenceCommand : DpCmdlet
{
    /// <summary>The released rows: the path of a CSV file, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public object[] Synthetic { get; set; } = [];

    /// <summary>Rows that the release was made from: the path of a CSV file, or objects.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public object[] Member { get; set; } = [];

    /// <summary>Rows of the same population that it was not made from: the path of a CSV file, or objects.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    public object[] NonMember { get; set; } = [];

    /// <summary>Further such rows, for the attacker to learn from. When left out, half of the non-members, drawn at random, become them.</summary>
    [Parameter]
    public object[] Reference { get; set; } = [];

    /// <summary>The names of the attacks; wildcards are allowed. When left out, all that need nothing but rows.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AttackNameCompleter))]
    public string[] Attack { get; set; } = [];

    /// <summary>The column that names the person whom a row belongs to, where people have several rows: whole people are then compared.</summary>
    [Parameter]
    public string? PrivacyUnit { get; set; }

    /// <summary>The chance that a release that gives nobody away fails.</summary>
    [Parameter]
    [ValidateRange(0.0001, 0.5)]
    public double Alpha { get; set; } = PermutationGate.DefaultAlpha;

    /// <summary>The share of copied members that must not be overlooked for a Pass.</summary>
    [Parameter]
    [ValidateRange(0.0001, 1.0)]
    public double DetectionFloor { get; set; } = PermutationGate.DefaultFloor;

    /// <summary>The certificate of the release: whether it tells more of its members than it promises is tested, too.</summary>
    [Parameter]
    public string? Certificate { get; set; }

    /// <summary>What the release is said to keep, where there is no certificate.</summary>
    [Parameter]
    public double? Epsilon { get; set; }

    /// <summary>The probability that it does not hold, with -Epsilon.</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    /// <summary>Decides what is drawn at random, so that a test can be repeated.</summary>
    [Parameter]
    public ulong Seed { get; set; } = 1;

    protected override void End()
    {
        var attacks = Attack.Length == 0 ? AttackCatalog.OfRowsAlone : Chosen();
        var claim = ReadClaim();
        var synthetic = OwnedTables.Read(Synthetic, "synthetic", Resolve, StopToken);
        var members = OwnedTables.Read(Member, "members", Resolve, StopToken);
        var nonMembers = OwnedTables.Read(NonMember, "non-members", Resolve, StopToken);
        var reference = Reference.Length == 0 ? null : OwnedTables.Read(Reference, "reference", Resolve, StopToken);
        WriteObject(RunWithProgress("Attacking the release", _ =>
        {
            var report = MembershipTest.Run(synthetic, members, nonMembers, reference, attacks, Seed, StopToken, PrivacyUnit);
            var told = claim is null ? null : new ClaimGate(claim, Alpha, Seed).Decide(report, StopToken);
            return MembershipView.Of(report, new PermutationGate(Alpha, DetectionFloor, Seed).Decide(report, StopToken), told);
        }));
    }

    private Claim? ReadClaim() =>
        Certificate is not null ? Claim.Of(CertificateFile.Read(Resolve(Certificate)))
        : Epsilon is { } epsilon ? Claim.Of(new Guarantee(epsilon, Delta, PrivacyUnit is null ? null : SafeSynth.Privacy.PrivacyUnit.Key(PrivacyUnit, 1)))
        : null;

    private List<IAttack> Chosen() =>
    [
        .. Attack.SelectMany(name => WildcardPattern.ContainsWildcardCharacters(name)
            ? AttackCatalog.All.Where(attack => WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(attack.Info.Name))
            : [AttackCatalog.Find(name)]).Distinct(),
    ];
}
