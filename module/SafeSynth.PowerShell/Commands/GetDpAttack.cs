using System.Management.Automation;
using SafeSynth.Attacks;
using SafeSynth.Completers;
using SafeSynth.Plans;

namespace SafeSynth.Commands;

/// <summary>Lists the attacks that releases can be tested with.</summary>
/// <remarks>
/// Each entry says what gives people away to the attack, what the attacker must have beside the synthetic rows, and the paper it follows.
/// Reference: rows of the same population. Model: the released .dpmodel. Generator: what made the release, to be run on other rows. Record:
/// one record at a time, for Test-MembershipInference -Shadow.
/// </remarks>
/// <example>
/// <para>List all attacks</para>
/// <code>Get-DpAttack</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "DpAttack")]
[OutputType(typeof(AttackInfo))]
public sealed class GetDpAttackCommand : DpCmdlet
{
    /// <summary>The names to list; wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AttackNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    protected override void End()
    {
        foreach (var name in Name)
        {
            try
            {
                WriteObject(CatalogNames.List(name, AttackInfo.All, info => info.Name, AttackInfo.Find), enumerateCollection: true);
            }
            catch (SafeSynthException unknown)
            {
                WriteFault(unknown, name);
            }
        }
    }
}
