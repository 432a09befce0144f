using System.Management.Automation;
using SafeSynth.Attacks;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Ingest;

namespace SafeSynth.Commands;

/// <summary>
/// A cmdlet that compares members of a release with others: reads the tables, does the work with a progress bar, and says what was left
/// out.
/// </summary>
public abstract class ReleaseTestCommand : DpCmdlet
{
    private protected const string ReleaseSet = "Release";

    /// <summary>The released rows: the path of a CSV file, or objects.</summary>
    [Parameter(ParameterSetName = ReleaseSet, Mandatory = true, Position = 0)]
    public object[] Synthetic { get; set; } = [];

    /// <summary>
    /// Rows that the release was made from: the path of a CSV file, or objects. Where else it is a parameter is for each cmdlet to say.
    /// </summary>
    public abstract object[] Member { get; set; }

    /// <summary>Rows of the same population that it was not made from: the path of a CSV file, or objects.</summary>
    [Parameter(ParameterSetName = ReleaseSet, Mandatory = true, Position = 2)]
    public object[] NonMember { get; set; } = [];

    /// <summary>
    /// Further such rows, for the attacker to learn from. When left out, half of the non-members, drawn at random, become them.
    /// </summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    public object[] Reference { get; set; } = [];

    /// <summary>
    /// The column that names the person whom a row belongs to, where people have several rows: whole people are then compared.
    /// </summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? PrivacyUnit { get; set; }

    /// <summary>The chance that a release that gives nobody away fails.</summary>
    [Parameter]
    [ValidateRange(0.0001, 0.5)]
    public double Alpha { get; set; } = PermutationGate.DefaultAlpha;

    /// <summary>Decides what is drawn at random, so that a test can be repeated.</summary>
    [Parameter]
    public ulong Seed { get; set; } = 1;

    /// <summary>Does the work on the tables, off the pipeline thread, and writes what comes of it.</summary>
    private protected void WriteComparison<TReport>(string activity, Func<ComparedTables, TReport> compare, Func<TReport, object> view)
        where TReport : ComparedPeople
    {
        var tables = new ComparedTables(
            OwnedTables.Read(Synthetic, "synthetic", Resolve, StopToken), OwnedTables.Read(Member, "members", Resolve, StopToken),
            OwnedTables.Read(NonMember, "non-members", Resolve, StopToken), Reference.Length == 0 ? null : OwnedTables.Read(Reference, "reference", Resolve, StopToken));
        var (report, shown) = RunWithProgress(activity, _ =>
        {
            var found = compare(tables);
            return (found, view(found));
        });
        WarnOfLeftOut(report.LeftOut);
        WriteObject(shown);
    }

    /// <summary>What is compared.</summary>
    private protected sealed record ComparedTables(OwnerTable Synthetic, OwnerTable Members, OwnerTable NonMembers, OwnerTable? Reference);
}
