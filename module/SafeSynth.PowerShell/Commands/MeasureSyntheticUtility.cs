using System.Collections;
using System.Globalization;
using System.Management.Automation;
using SafeSynth.Adapters.Learners;
using SafeSynth.Completers;
using SafeSynth.Gates;
using SafeSynth.Ingest;
using SafeSynth.Output;
using SafeSynth.Plans;
using SafeSynth.Utility;

namespace SafeSynth.Commands;

/// <summary>Says how much a release is worth beside the real rows.</summary>
/// <remarks>
/// Every figure has beside it what real rows reach, what columns shuffled one by one would reach, and what always answering the most common would. For the error of columns, pairs and
/// triples the real rows are those of -Test; learners are trained on -Synthetic and on -Real and tested on -Test. The figures are computed from private rows and
/// are their owner's; a verdict on thresholds (-Threshold) may be published.
/// </remarks>
/// <example>
/// <para>Compare a release with the real rows</para>
/// <code>(Measure-SyntheticUtility ./hr.synthetic.csv ./hr.csv).Figures</code>
/// </example>
/// <example>
/// <para>Train learners on the release and test them on other real rows</para>
/// <code>(Measure-SyntheticUtility ./hr.synthetic.csv ./hr.csv -Test ./hr.holdout.csv -Target left -Metric TrainOnSynthetic).Figures</code>
/// </example>
/// <example>
/// <para>Demand that pairs of columns are off by 5 percent at most, and that trees reach an area of 0.8</para>
/// <code>Measure-SyntheticUtility ./hr.synthetic.csv ./hr.csv -Target left -Threshold @{ 'TotalVariation.TwoWay' = .05; 'TrainOnSynthetic.BoostedTrees.Auc' = .8 } | Test-PrivacyGate</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "SyntheticUtility")]
[OutputType(typeof(UtilityView))]
public sealed class MeasureSyntheticUtilityCommand : DpCmdlet
{
    /// <summary>The released rows: the path of a CSV file, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public object[] Synthetic { get; set; } = [];

    /// <summary>The rows that they stand for: the path of a CSV file, or objects.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public object[] Real { get; set; } = [];

    /// <summary>
    /// Further real rows, which the release was not made from. When left out, learners are tested on three tenths of the real rows, drawn at random.
    /// </summary>
    [Parameter]
    public object[] Test { get; set; } = [];

    /// <summary>The column that learners are to predict: classes, or numbers. When left out, nothing is predicted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? Target { get; set; }

    /// <summary>The names of the metrics; wildcards are allowed. All when left out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MetricNameCompleter))]
    public string[] Metric { get; set; } = ["*"];

    /// <summary>The names of the learners; wildcards are allowed. All when left out. The first one also tells released rows from real ones (Propensity).</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LearnerNameCompleter))]
    public string[] Learner { get; set; } = ["*"];

    /// <summary>For each figure, by its name, the worst value that passes.</summary>
    [Parameter]
    public Hashtable Threshold { get; set; } = [];

    /// <summary>The chance of a wrong verdict on figures that are estimated from test rows.</summary>
    [Parameter]
    [ValidateRange(0.0001, 0.5)]
    public double Alpha { get; set; } = PermutationGate.DefaultAlpha;

    /// <summary>Decides what is drawn at random, so that figures can be repeated.</summary>
    [Parameter]
    public ulong Seed { get; set; } = 1;

    protected override void End()
    {
        var metrics = CatalogNames.Choose(Metric, UtilityCatalog.All, metric => metric.Info.Name, UtilityCatalog.Find);
        var learners = CatalogNames.Choose(Learner, LearnerCatalog.All, learner => learner.Info.Name, LearnerCatalog.Find);
        var gate = Threshold.Count == 0 ? null : new UtilityGate(Thresholds(), Alpha);
        var synthetic = OwnedTables.Read(Synthetic, "synthetic", Resolve, StopToken);
        var real = OwnedTables.Read(Real, "real", Resolve, StopToken);
        var test = Test.Length == 0 ? null : OwnedTables.Read(Test, "test", Resolve, StopToken);
        var (report, decision) = RunWithProgress("Measuring the utility", progress =>
        {
            var measured = UtilityTest.Run(synthetic, real, test, metrics, learners, Target, Seed, progress, StopToken);
            return (measured, gate?.Decide(measured, StopToken));
        });
        WarnOfLeftOut(report.LeftOut);
        WriteObject(UtilityView.Of(report, decision));
    }

    private Dictionary<string, double> Thresholds()
    {
        var thresholds = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry demand in Threshold)
        {
            var name = demand.Key.ToString()!;
            thresholds[name] = LanguagePrimitives.TryConvertTo<double>(demand.Value, CultureInfo.InvariantCulture, out var worst) ? worst : throw UtilityFault.BadThreshold(name);
        }

        return thresholds;
    }
}
