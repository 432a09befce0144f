using System.Management.Automation;
using SafeSynth.Output;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>Enters what another copy of a ledger holds: both copies were spent from, so both count.</summary>
/// <remarks>
/// Go on with one copy afterwards and delete the other. If both together spent more than the limit, a warning says so, and nothing more is
/// accepted.
/// </remarks>
/// <example>
/// <para>Mend a fork</para>
/// <code>Merge-DpLedger ./hr.ledger.jsonl -Other ./copy/hr.ledger.jsonl</code>
/// </example>
[Cmdlet(VerbsData.Merge, "DpLedger", SupportsShouldProcess = true)]
[OutputType(typeof(AccountView))]
public sealed class MergeDpLedgerCommand : DpCmdlet
{
    /// <summary>The ledger to go on with.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>The other copy, which is left as it is.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Other { get; set; } = "";

    protected override void End()
    {
        var (path, other) = (Resolve(Path), Resolve(Other));
        Subject = path;
        if (!ShouldProcess(path, $"Enter what '{other}' holds"))
            return;
        var merge = Ledger.Merge(path, other);
        WriteVerbose(
            merge.ForkLine is { } line ? $"The copies differ from line {line} on; {merge.Releases} releases came in." : "The other copy holds nothing new.");
        if (merge.ExceedsLimit)
            WriteWarning(
                "Both copies together spent more than the limit: what was published keeps less than the account's guarantee. Nothing more is accepted.");
        WriteObject(AccountView.Of(Ledger.Open(path), path));
    }
}
