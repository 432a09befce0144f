using System.Management.Automation;
using SafeSynth.Attacks;
using SafeSynth.Completers;
using SafeSynth.Ingest;
using SafeSynth.Output;

namespace SafeSynth.Commands;

/// <summary>Attacks a release: can anyone tell from the synthetic rows whose rows they were made from?</summary>
/// <remarks>
/// Needs rows that the release was made from and rows that it was not made from, divided at random before the fit. Every attack scores them without being
/// told which is which. The result is computed exactly from private rows: it is for their owner's eyes.
/// </remarks>
/// <example>
/// <para>Test a release</para>
/// <code>Test-MembershipInference -Synthetic ./hr.synthetic.csv -Member ./hr.csv -NonMember ./hr.holdout.csv</code>
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

    /// <summary>Decides what is drawn at random, so that a test can be repeated.</summary>
    [Parameter]
    public ulong Seed { get; set; } = 1;

    protected override void End()
    {
        var attacks = Attack.Length == 0 ? [.. AttackCatalog.All.Where(attack => (attack.Info.Needs & ~AttackNeeds.Reference) == 0)] : Chosen();
        var synthetic = OwnedTables.Read(Synthetic, "synthetic", Resolve, StopToken);
        var members = OwnedTables.Read(Member, "members", Resolve, StopToken);
        var nonMembers = OwnedTables.Read(NonMember, "non-members", Resolve, StopToken);
        var reference = Reference.Length == 0 ? null : OwnedTables.Read(Reference, "reference", Resolve, StopToken);
        var report = RunWithProgress("Attacking the release", _ => MembershipTest.Run(synthetic, members, nonMembers, reference, attacks, Seed, StopToken));
        WriteObject(MembershipView.Of(report));
    }

    private List<IAttack> Chosen() =>
    [
        .. Attack.SelectMany(name => WildcardPattern.ContainsWildcardCharacters(name)
            ? AttackCatalog.All.Where(attack => WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(attack.Info.Name))
            : [AttackCatalog.Find(name)]).Distinct(),
    ];
}
