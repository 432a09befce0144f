using System.Management.Automation;
using SafeSynth.Attacks;
using SafeSynth.Certificates;
using SafeSynth.Completers;
using SafeSynth.Gates;
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
public sealed class TestMembershipInferenceCommand : ReleaseTestCommand
{
    /// <summary>The names of the attacks; wildcards are allowed. When left out, all that need nothing but rows.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AttackNameCompleter))]
    public string[] Attack { get; set; } = [];

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

    protected override void End()
    {
        var attacks = Attack.Length == 0 ? AttackCatalog.OfRowsAlone : Chosen();
        var claim = ReadClaim();
        WriteComparison(
            "Attacking the release",
            tables => MembershipTest.Run(tables.Synthetic, tables.Members, tables.NonMembers, tables.Reference, attacks, Seed, StopToken, PrivacyUnit),
            report => MembershipView.Of(
                report, new PermutationGate(Alpha, DetectionFloor, Seed).Decide(report, StopToken),
                claim is null ? null : new ClaimGate(claim, Alpha, Seed).Decide(report, StopToken)));
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
