using System.Collections;
using System.Globalization;
using System.Management.Automation;
using SafeSynth.Adapters.Learners;
using SafeSynth.Attacks;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Ingest;
using SafeSynth.Output;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;
using SafeSynth.Utility;

namespace SafeSynth.Commands;

/// <summary>Says how much a release is worth beside the real rows.</summary>
/// <remarks>
/// Every figure has beside it what real rows reach, what columns shuffled one by one would reach, and what always answering the most common
/// would. For the error of columns, pairs and triples the real rows are those of -Test; learners are trained on -Synthetic and on -Real and
/// tested on -Test. The figures are computed from private rows and are their owner's; a verdict on thresholds (-Threshold) may be
/// published.
///
/// Texts are measured with -TextProperty, by metrics of their own. Beside what learners trained on released texts reach (-LabelProperty)
/// stands what real texts teach, what naive Bayes reaches on a noisy histogram of words at the same guarantee (-Epsilon, -Delta), and what
/// texts teach that owe nothing to the private ones (-ZeroShot).
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
/// <example>
/// <para>See whether released texts teach more than a noisy histogram</para>
/// <code>(Measure-SyntheticUtility ./tickets.synthetic.csv ./tickets.csv -Test ./tickets.holdout.csv -TextProperty body -LabelProperty queue -Epsilon 4 -Delta 1e-5).Figures</code>
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
    /// Further real rows, which the release was not made from. When left out, learners are tested on three tenths of the real rows, drawn
    /// at random.
    /// </summary>
    [Parameter]
    public object[] Test { get; set; } = [];

    /// <summary>The column that learners are to predict: classes, or numbers. When left out, nothing is predicted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? Target { get; set; }

    /// <summary>The column of texts to measure. When left out, the columns are compared.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? TextProperty { get; set; }

    /// <summary>The column of the texts' labels, with -TextProperty: what learners are to tell.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? LabelProperty { get; set; }

    /// <summary>
    /// Texts with labels that owe nothing to the private ones, with -TextProperty: such as a language model writes that knows the labels'
    /// names. When left out, each label's name is taken for its only text.
    /// </summary>
    [Parameter]
    public object[] ZeroShot { get; set; } = [];

    /// <summary>
    /// The epsilon that the release is said to keep, with -TextProperty: what a noisy histogram teaches at the same guarantee is then shown
    /// beside.
    /// </summary>
    [Parameter]
    public double? Epsilon { get; set; }

    /// <summary>The delta, with -Epsilon.</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    /// <summary>
    /// With -TextProperty, the name of the embedding model that tells which texts are alike. It is shown private texts. When left out, a
    /// built-in one does.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string? EmbeddingModel { get; set; }

    /// <summary>
    /// The address of the Ollama server, with -EmbeddingModel. When left out, it is that of the environment variable OLLAMA_HOST, or
    /// http://localhost:11434.
    /// </summary>
    [Parameter]
    public string? Endpoint { get; set; }

    /// <summary>Agrees to send private texts to an embedding model that runs on another machine.</summary>
    [Parameter]
    public SwitchParameter AllowRemoteModel { get; set; }

    /// <summary>The names of the metrics; wildcards are allowed. All when left out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MetricNameCompleter))]
    public string[] Metric { get; set; } = ["*"];

    /// <summary>
    /// The names of the learners; wildcards are allowed. All when left out. The first one also tells released rows from real ones
    /// (Propensity).
    /// </summary>
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
        using var given = TextProperty is null ? null
            : RunWithProgress("Connecting to models", pump => GivenEmbedder.Open(EmbeddingModel, Endpoint, AllowRemoteModel, pump, StopToken));
        Func<OwnerTable, OwnerTable, OwnerTable?, IProgress<StageProgress>, UtilityReport> measure =
            given is null ? OfRows() : OfTexts(new TextColumns(TextProperty!, LabelProperty), given.Embedder);
        var gate = Threshold.Count == 0 ? null : new UtilityGate(Thresholds(), Alpha);
        var synthetic = OwnedTables.Read(Synthetic, "synthetic", Resolve, StopToken);
        var real = OwnedTables.Read(Real, "real", Resolve, StopToken);
        var test = Test.Length == 0 ? null : OwnedTables.Read(Test, "test", Resolve, StopToken);
        var (report, decision) = RunWithProgress("Measuring the utility", progress =>
        {
            var measured = measure(synthetic, real, test, progress);
            return (measured, gate?.Decide(measured, StopToken));
        });
        WarnOfLeftOut(report.LeftOut);
        WriteObject(UtilityView.Of(report, decision));
    }

    private Func<OwnerTable, OwnerTable, OwnerTable?, IProgress<StageProgress>, UtilityReport> OfRows()
    {
        if (new[] { nameof(LabelProperty), nameof(ZeroShot), nameof(Epsilon), nameof(EmbeddingModel), nameof(Endpoint), nameof(AllowRemoteModel) }.FirstOrDefault(IsBound) is { } ofTexts)
            throw GateFault.NothingToUseItFor(ofTexts, "-TextProperty");
        var metrics = CatalogNames.Choose(Metric, UtilityCatalog.All, metric => metric.Info.Name, UtilityCatalog.Find);
        var learners = CatalogNames.Choose(Learner, LearnerCatalog.All, learner => learner.Info.Name, LearnerCatalog.Find);
        return (synthetic, real, test, progress) => UtilityTest.Run(synthetic, real, test, metrics, learners, Target, Seed, progress, StopToken);
    }

    private Func<OwnerTable, OwnerTable, OwnerTable?, IProgress<StageProgress>, UtilityReport> OfTexts(TextColumns columns, ITextEmbedder embedder)
    {
        var metrics = CatalogNames.Choose(Metric, TextUtilityCatalog.All, metric => metric.Info.Name, TextUtilityCatalog.Find);
        var learners = CatalogNames.Choose(Learner, TextLearnerCatalog.All, learner => learner.Info.Name, TextLearnerCatalog.Find);
        var claimed = Epsilon is { } epsilon ? new Guarantee(epsilon, Delta) : null;
        var zeroShot = ZeroShot.Length == 0 ? null : OwnedTables.Read(ZeroShot, "zero-shot texts", Resolve, StopToken);
        return (synthetic, real, test, progress) =>
            TextUtilityTest.Run(synthetic, real, test, columns, metrics, learners, claimed, zeroShot, embedder, Seed, progress, StopToken);
    }

    private Dictionary<string, double> Thresholds()
    {
        var thresholds = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry demand in Threshold)
        {
            var name = demand.Key.ToString()!;
            thresholds[name] = LanguagePrimitives.TryConvertTo<double>(demand.Value, CultureInfo.InvariantCulture, out var worst)
                ? worst
                : throw UtilityFault.BadThreshold(name);
        }

        return thresholds;
    }
}
