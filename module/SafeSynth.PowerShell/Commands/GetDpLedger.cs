using System.Management.Automation;
using SafeSynth.Output;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>Shows an account: its limit, what is reserved and settled, and each release.</summary>
/// <remarks>
/// An account's only guarantee is its limit: what releases spend does not add up as their epsilons do, so look at SpentShare and
/// LeftEpsilon. Every line of the file is checked. A damaged line is an error that names it.
/// </remarks>
/// <example>
/// <para>Look at an account</para>
/// <code>Get-DpLedger ./hr.ledger.jsonl</code>
/// </example>
/// <example>
/// <para>Look at its releases</para>
/// <code>(Get-DpLedger ./hr.ledger.jsonl).Releases</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "DpLedger", DefaultParameterSetName = PathSet)]
[OutputType(typeof(AccountView))]
public sealed class GetDpLedgerCommand : FileCommand
{
    private protected override void Read(string path) => WriteObject(AccountView.Of(Ledger.Open(path), path));
}
