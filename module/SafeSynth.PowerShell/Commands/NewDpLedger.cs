using System.Management.Automation;
using SafeSynth.Output;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>Opens the account of a data set: one unit, and one limit for all of its releases together.</summary>
/// <remarks>
/// Keep one ledger for each set of people, and keep it safe: whoever starts a second one doubles what can be learned. Unit, neighbours
/// and limit hold for as long as the file does.
/// </remarks>
/// <example>
/// <para>Allow all releases of a table epsilon 3 together, for people with up to 8 rows</para>
/// <code>New-DpLedger ./hr.ledger.jsonl -Account hr -Epsilon 3 -PrivacyUnit employee_id -MaxRowsPerUnit 8</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpLedger", SupportsShouldProcess = true)]
[OutputType(typeof(AccountView))]
public sealed class NewDpLedgerCommand : DpCmdlet
{
    /// <summary>The file to create.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>The declared name of the data set. It is public.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Account { get; set; } = "";

    /// <summary>What all releases together keep.</summary>
    [Parameter(Mandatory = true)]
    public double Epsilon { get; set; }

    /// <summary>The probability that it does not hold. Half of it is set apart for learning categories.</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    /// <summary>The column that names the person, where one person has several rows. Without it every row is a person of its own.</summary>
    [Parameter]
    [Alias("KeyColumn")]
    public string? PrivacyUnit { get; set; }

    /// <summary>The most rows of one person that take part.</summary>
    [Parameter]
    public int MaxRowsPerUnit { get; set; } = 1;

    /// <summary>Which data sets must look alike: AddRemove (one person more or less) or ReplaceOne (one person exchanged).</summary>
    [Parameter]
    public Neighbors Neighbors { get; set; }

    /// <summary>
    /// How what releases spend adds up: Zcdp takes every release; Gdp has room for more, but takes exactly Gaussian noise only. No account
    /// adds up in Pure.
    /// </summary>
    [Parameter]
    public Composition Composition { get; set; }

    protected override void End()
    {
        var unit = UnitParameters.Above(SafeSynth.Privacy.PrivacyUnit.Row, PrivacyUnit, IsBound(nameof(MaxRowsPerUnit)) ? MaxRowsPerUnit : null);
        var limit = new Guarantee(Epsilon, Delta, unit, Neighbors);
        var path = Resolve(Path);
        Subject = path;
        if (ShouldProcess(path, $"Open the account '{Account}'"))
            WriteObject(AccountView.Of(Ledger.Create(path, Account, limit, composition: Composition), path));
    }
}
