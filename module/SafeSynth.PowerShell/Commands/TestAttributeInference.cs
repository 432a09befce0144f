using System.Management.Automation;
using SafeSynth.AttributeInference;
using SafeSynth.Completers;
using SafeSynth.Gates;
using SafeSynth.Output;

namespace SafeSynth.Commands;

/// <summary>
/// Guesses a secret from a release: can it be guessed better of those whose rows the release was made from than of other people?
/// </summary>
/// <remarks>
/// What the population has in common lets secrets be guessed of anybody; that is no leak. So the same is guessed of members and of others,
/// who were divided at random before the fit, and one exact test over all predictors says Pass, Fail or Inconclusive: a release that gives
/// no secret away fails with probability alpha, and a Pass means that an advantage of 10 percentage points would have been seen. Secrets
/// may be categories, of which the share guessed right counts, or numbers and dates, of which the share of all people that lie between
/// guess and truth counts against it. The result is computed exactly from private rows: it is for their owner's eyes.
/// </remarks>
/// <example>
/// <para>Can salaries be guessed by someone who knows everything else?</para>
/// <code>Test-AttributeInference -Synthetic ./hr.synthetic.csv -Member ./hr.csv -NonMember ./hr.holdout.csv -Secret salary</code>
/// </example>
/// <example>
/// <para>By someone who knows age and city, where people have several rows</para>
/// <code>Test-AttributeInference ./hr.synthetic.csv ./hr.csv ./hr.holdout.csv -Secret salary -Known age, city -PrivacyUnit employee_id</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "AttributeInference")]
[OutputType(typeof(AttributeView))]
public sealed class TestAttributeInferenceCommand : ReleaseTestCommand
{
    /// <summary>Rows that the release was made from: the path of a CSV file, or objects.</summary>
    [Parameter(ParameterSetName = ReleaseSet, Mandatory = true, Position = 1)]
    public override object[] Member { get; set; } = [];

    /// <summary>The column to be guessed. Rows in which it is missing are left out.</summary>
    [Parameter(Mandatory = true, Position = 3)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string Secret { get; set; } = "";

    /// <summary>The columns that the attacker knows of people. When left out, all others.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string[] Known { get; set; } = [];

    /// <summary>
    /// The advantage that must not be overlooked for a Pass: 0.1 is secrets guessed right of 80 % of members and 70 % of others.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0001, 1.0)]
    public double DetectionFloor { get; set; } = AttributeGate.DefaultFloor;

    protected override void End() => WriteComparison(
        "Guessing secrets",
        tables => AttributeTest.Run(
            tables.Synthetic, tables.Members, tables.NonMembers, tables.Reference, Secret, Known.Length == 0 ? null : Known, Seed, StopToken, PrivacyUnit),
        report => AttributeView.Of(report, new AttributeGate(Alpha, DetectionFloor, Seed).Decide(report, StopToken)));
}
