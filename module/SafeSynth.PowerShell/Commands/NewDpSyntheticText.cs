using System.Management.Automation;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Output;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Commands;

/// <summary>Makes synthetic texts from private ones, with a proved differential-privacy guarantee, or from a fitted model.</summary>
/// <remarks>
/// Everything the command learns about the texts is paid for out of one budget, epsilon and delta: which words and which labels there are, how often
/// texts of each label use the words, how long texts are, how many there are. No sentence is copied: texts are written anew, word by word, for
/// classifiers and for filling systems, not for reading. Nothing leaves the process.
/// They come out as objects with the input's property names, text and label, or go to a CSV file. A faulty or empty text never stops a fit.
/// Every run is a new release and spends again; keep the model with -SaveModel and sample it as often as you like.
/// </remarks>
/// <example>
/// <para>Tickets with a queue, from the pipeline</para>
/// <code>Import-Csv ./tickets.csv | New-DpSyntheticText -TextProperty body -LabelProperty queue -Epsilon 4 -Count 500</code>
/// </example>
/// <example>
/// <para>See what it would cost; nothing is read but the header</para>
/// <code>New-DpSyntheticText ./tickets.csv -TextProperty body -LabelProperty queue -Epsilon 4 -WhatIf</code>
/// </example>
/// <example>
/// <para>Protect customers who wrote several tickets, with words that are public already</para>
/// <code>New-DpSyntheticText ./tickets.csv -TextProperty body -Epsilon 2 -PrivacyUnit customer -MaxRowsPerUnit 10 -Vocabulary ./handbook.txt -OutFile ./tickets.synthetic.csv</code>
/// </example>
/// <example>
/// <para>Keep the model, and sample it: free and repeatable</para>
/// <code>New-DpSyntheticText ./tickets.csv -TextProperty body -LabelProperty queue -Epsilon 4 -Count 0 -SaveModel ./tickets.dpmodel
/// New-DpSyntheticText -Model ./tickets.dpmodel -Count 10000 -Seed 7 -OutFile ./tickets.synthetic.csv</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpSyntheticText", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(SyntheticRelease))]
public sealed class NewDpSyntheticTextCommand : ReleaseCommand
{
    private const string ModelSet = "Model";

    private static readonly string[] OfTheFit =
    [
        nameof(Epsilon), nameof(Delta), nameof(Generator), nameof(Vocabulary), nameof(StopWord), nameof(Schema), nameof(PrivacyUnit), nameof(MaxRowsPerUnit),
        nameof(Neighbors), nameof(Ledger), nameof(KeyFile), nameof(DataVersion), nameof(InsecureNoiseSeed), nameof(SaveModel),
    ];

    private TextPlan? _plan;
    private ReleaseWriter? _writer;
    private AtomicFile? _model;

    /// <summary>The property, or column, that holds the texts.</summary>
    [Parameter(ParameterSetName = ObjectSet, Mandatory = true)]
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string TextProperty { get; set; } = "";

    /// <summary>The property, or column, that holds a label of each text, such as a queue or a rating: texts are then written for each label.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? LabelProperty { get; set; }

    /// <summary>A fitted model of texts: the path of a .dpmodel file, or what Import-DpModel gave.</summary>
    [Parameter(ParameterSetName = ModelSet, Mandatory = true)]
    public object Model { get; set; } = null!;

    /// <summary>The generator that learns the model; Get-DpGenerator -Text lists them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TextGeneratorNameCompleter))]
    public string? Generator { get; set; }

    /// <summary>A text file (UTF-8) whose words are declared public: texts are made of these, and none has to be learned. It must not come from the private texts.</summary>
    [Parameter]
    public string? Vocabulary { get; set; }

    /// <summary>Words that are declared public because they say little, in place of the built-in English ones.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[]? StopWord { get; set; }

    /// <summary>The number of synthetic texts. When left out, it is the noisy number of private ones.</summary>
    [Parameter]
    public long Count { get; set; }

    /// <summary>Makes sampling repeatable: the same model and seed give the same texts. It does not touch the noise.</summary>
    [Parameter]
    public ulong Seed { get; set; }

    /// <summary>The CSV file to write. When left out, texts are emitted as objects.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>The .dpmodel file to write: sampling it costs nothing.</summary>
    [Parameter]
    public string? SaveModel { get; set; }

    /// <summary>Emits one object that sums up the release, where texts go to a file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string? Product => OutFile;

    private protected override IReadOnlyList<string> Outputs => [.. new[] { OutFile, SaveModel }.OfType<string>().Select(Resolve), .. new[] { CertificatePath }.OfType<string>()];

    private protected override IEnumerable<string?> PublicFiles => [Vocabulary, .. base.PublicFiles];

    private protected override Schema Declared => Asked.Schema;

    private TextPlan Asked => _plan ??= BindPlan();

    protected override void End()
    {
        if (Count < 0) throw PlanFault.RowsOutOfRange(Count);
        if (ParameterSetName == ModelSet) Sample(ModelOf(Model));
        else base.End();
    }

    private protected override Offer Price(IRowSource source, IReadOnlyList<string> columns) =>
        new(TextSynthesis.TermsOf(Asked, columns), Account: null, string.Join(Environment.NewLine, TextPrice.InWords(Asked, source.Name, columns)), []);

    private protected override void Open(IReadOnlyList<string> columns)
    {
        OpenWriter(TextSynthesis.ColumnsOf(Asked, columns));
        _model = SaveModel is null ? null : new AtomicFile(Resolve(SaveModel));
    }

    private protected override void Ask(IRowSource source, INoiseProvider noise, Ledger? ledger) =>
        ReleaseOrKeep(source, pump => TextSynthesis.Fit(Asked, source, noise, pump, StopToken, ledger), SaveAndRelease);

    private protected override void Close()
    {
        _writer?.Dispose();
        _model?.Dispose();
    }

    private TextPlan BindPlan() => new(GuaranteeAbove(null), TextProperty)
    {
        LabelColumn = LabelProperty,
        Schema = SchemaAbove(SafeSynth.Data.Schema.Empty),
        Generator = Generator,
        Vocabulary = Vocabulary is null ? null : PublicWords(Resolve(Vocabulary)),
        StopWords = StopWord is null ? StopWords.English : WordList.Of("stop words", StopWord),
    };

    private WordList PublicWords(string path)
    {
        PublicCsv.RefusePrivate(path, AllFiles());
        return WordList.Read(path);
    }

    private void SaveAndRelease(FittedModel model)
    {
        if (_model is not null)
        {
            ModelFile.Write(model, _model.Content);
            _model.Commit();
        }

        Release(model);
    }

    private void Release(FittedModel model)
    {
        var texts = IsBound(nameof(Count)) ? Count : model.DefaultRows;
        Deliver(_writer!.Write(model, model.Sample(texts, IsBound(nameof(Seed)) ? Seed : null, new PatternFakes(), StopToken)), texts);
        if (PassThru && OutFile is not null) WriteObject(SyntheticRelease.Of(model.Report, texts, OutFile, reportFile: null, CertificatePath));
    }

    private void Sample(FittedModel model)
    {
        if (OfTheFit.FirstOrDefault(IsBound) is { } misplaced) throw CommandFault.ModelIsFitted(misplaced);
        if (!model.Report.Layout.Columns.Any(column => column is TextColumn)) throw TextFault.ModelOfTables(model.Report.DataName);
        if (!AgreesToDraw(IsBound(nameof(Count)) ? Count : model.DefaultRows, model)) return;

        try
        {
            OpenWriter([.. model.Report.Layout.Columns.Where(column => column is not DroppedColumn).Select(column => column.Name)]);
            Release(model);
        }
        finally
        {
            Close();
        }
    }

    private void OpenWriter(IReadOnlyList<string> columns) =>
        _writer = new ReleaseWriter(new ReleasePaths(OutFile is null ? null : Resolve(OutFile), Report: null, CertificatePath), columns, Signer);
}
