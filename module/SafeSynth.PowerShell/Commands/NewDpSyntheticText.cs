using System.Management.Automation;
using System.Security.Cryptography;
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
/// Everything the command learns about the texts is paid for out of one budget, epsilon and delta: which words and which labels there are,
/// how often texts of each label use the words, how long texts are, how many there are. No sentence is copied. NGram, the default, writes
/// texts word by word, for classifiers and for filling systems, and nothing leaves the process. SeededPrompt has a language model write
/// them, for reading, from prompts that hold noisy answers alone; -WhatIf says what that takes. A run that takes long goes on where it was
/// stopped or killed, at no cost, with -Checkpoint. Texts come out as objects with the input's property names, text and label, or go to a
/// CSV file. A faulty or empty text never stops a fit. Every run is a new release and spends again; keep the model with -SaveModel and
/// sample it as often as you like.
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
/// <example>
/// <para>Have a language model of this machine write them, and be able to go on after Ctrl-C or a kill: run the same command again</para>
/// <code>New-DpSyntheticText ./tickets.csv -TextProperty body -LabelProperty queue -Epsilon 4 -Count 500 -Generator SeededPrompt -Model llama3.2 -Checkpoint ./tickets.run -OutFile ./tickets.synthetic.csv</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpSyntheticText", DefaultParameterSetName = ModelSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(SyntheticRelease))]
public sealed class NewDpSyntheticTextCommand : WritingCommand
{
    private static readonly string[] OfTheFit =
    [
        nameof(Epsilon), nameof(Delta), nameof(Generator), nameof(Vocabulary), nameof(StopWord), nameof(Schema), nameof(PrivacyUnit), nameof(MaxRowsPerUnit),
        nameof(Neighbors), nameof(Ledger), nameof(KeyFile), nameof(DataVersion), nameof(InsecureNoiseSeed), nameof(SaveModel),
    ];

    private TextPlan? _plan;
    private AtomicFile? _model;

    /// <summary>The property, or column, that holds the texts.</summary>
    [Parameter(ParameterSetName = ObjectSet, Mandatory = true)]
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string TextProperty { get; set; } = "";

    /// <summary>
    /// The property, or column, that holds a label of each text, such as a queue or a rating: texts are then written for each label.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? LabelProperty { get; set; }

    /// <summary>
    /// Columns beside the texts, whose values a schema lists, such as a priority: texts are written for them, and they come out with the
    /// texts. SeededPrompt heeds them.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string[] AttributeProperty { get; set; } = [];

    /// <summary>
    /// With private texts, the name of the language model that writes, such as llama3.2. Without them, a fitted model of texts: the path of
    /// a .dpmodel file, or what Import-DpModel gave.
    /// </summary>
    [Parameter(ParameterSetName = ModelSet, Mandatory = true)]
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public object? Model { get; set; }

    /// <summary>Agrees to a generator without a guarantee, such as RawPrompt: to attack it, or to compare.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter AllowNoGuarantee { get; set; }

    /// <summary>
    /// About how many private texts there are, if that is public: generators then say before anything is spent what they would do. A fit
    /// does not use it.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateRange(1, long.MaxValue)]
    public long Size { get; set; }

    /// <summary>
    /// The kind of noise, where the generator leaves the choice: Gaussian, or Laplace, which spends delta on naming words and labels alone.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public StatisticsNoise Noise { get; set; }

    /// <summary>The generator that learns the model; Get-DpGenerator -Text lists them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TextGeneratorNameCompleter))]
    public string? Generator { get; set; }

    /// <summary>
    /// A text file (UTF-8) whose words are declared public: texts are made of these, and none has to be learned. It must not come from the
    /// private texts.
    /// </summary>
    [Parameter]
    public string? Vocabulary { get; set; }

    /// <summary>Words that are declared public because they say little, in place of the built-in English ones.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[]? StopWord { get; set; }

    /// <summary>The .dpmodel file to write: sampling it costs nothing.</summary>
    [Parameter]
    public string? SaveModel { get; set; }

    private protected override IReadOnlyList<string> Outputs => SaveModel is null ? base.Outputs : [.. base.Outputs, Resolve(SaveModel)];

    private protected override IEnumerable<string?> PublicFiles => [Vocabulary, .. base.PublicFiles];

    private protected override Schema Declared => Asked.Schema;

    private protected override bool HasSavedModel => SaveModel is not null;

    private TextPlan Asked => _plan ??= BindPlan();

    private ITextGenerator Chosen => TextGeneratorCatalog.Find(Asked.Generator ?? TextGeneratorCatalog.Default.Info.Name);

    protected override void End()
    {
        if (Count < 0) throw PlanFault.RowsOutOfRange(Count);
        if (ParameterSetName == ModelSet) Sample(ModelOf(Model!));
        else base.End();
    }

    private protected override Offer Price(IRowSource source, IReadOnlyList<string> columns)
    {
        var terms = TextSynthesis.TermsOf(Asked, columns);
        CheckTools();
        var inWords = TextPrice.InWords(Asked, source.Name, columns)
            .Concat(ServerInWords(Asked.Writer, Asked.Embedder, Chosen.Traits.Writer == WriterPart.FromModel ? Texts : null));
        return new(terms, Account: null, string.Join(Environment.NewLine, inWords), []);
    }

    private protected override void Open(IReadOnlyList<string> columns)
    {
        Connect(Asked.Writer, Asked.Embedder, $"a fit by {Chosen.Info.Name}");
        OpenWriter(TextSynthesis.ColumnsOf(Asked, columns));
        _model = SaveModel is null ? null : new AtomicFile(Resolve(SaveModel));
    }

    private protected override void Ask(IRowSource source, INoiseProvider noise, Ledger? ledger)
    {
        var progress = ProgressOfWriting();
        ReleaseOrKeep(
            source,
            pump => TextSynthesis.Fit(Asked, source, NoiseFrom(noise), progress.Of(pump), StopToken, ledger, Tools),
            model => SaveAndRelease(model, progress));
    }

    private protected override void Close()
    {
        _model?.Dispose();
        base.Close();
    }

    private TextPlan BindPlan() => new(GuaranteeAbove(null), TextProperty)
    {
        LabelColumn = LabelProperty,
        Attributes = AttributeProperty,
        Schema = SchemaAbove(SafeSynth.Data.Schema.Empty),
        Generator = Generator,
        Noise = Noise,
        Size = IsBound(nameof(Size)) ? Size : null,
        Writer = Model?.ToString(),
        Embedder = EmbeddingModel,
        AllowRemoteModel = AllowRemoteModel,
        AllowNoGuarantee = AllowNoGuarantee,
        Vocabulary = Vocabulary is null ? null : PublicWords(Resolve(Vocabulary)),
        StopWords = StopWord is null ? StopWords.English : WordList.Of("stop words", StopWord),
    };

    private WordList PublicWords(string path)
    {
        PublicCsv.RefusePrivate(path, AllFiles());
        return WordList.Read(path);
    }

    // What a language model is needed for is known before anything is asked of a server.
    private void CheckTools()
    {
        var (name, traits) = (Chosen.Info.Name, Chosen.Traits);
        if (traits.Writer != WriterPart.None && Asked.Writer is null && !(traits.Writer == WriterPart.FromModel && Texts == 0)) throw NoWriter();
        if (Checkpoint is null) return;
        if (traits.Writer == WriterPart.None) throw TextFault.NotHeeded(name, "a checkpoint");
        if (traits.Writer == WriterPart.SeesPrivateTexts) throw TextFault.NotKept(name);
    }

    private void SaveAndRelease(FittedModel model, WritingProgress progress)
    {
        if (_model is not null)
        {
            ModelFile.Write(model, _model.Content);
            _model.Commit();
        }

        foreach (var warning in model.Report.Warnings) WriteWarning($"{warning}");
        Release(model, progress);
    }

    private void Sample(FittedModel model)
    {
        if (OfTheFit.FirstOrDefault(IsBound) is { } misplaced) throw CommandFault.ModelIsFitted(misplaced);
        if (!model.Report.Layout.Columns.Any(column => column is TextColumn)) throw TextFault.ModelOfTables(model.Report.DataName);
        var texts = Texts ?? model.DefaultRows;
        var wanted = WantedWriter.Of(model);
        if (wanted is null && (Writer ?? Checkpoint) is not null) throw TextFault.NotHeeded(model.Report.Generator.Name, Writer is null ? "a checkpoint" : "a language model");
        var writer = wanted is null || texts == 0
            ? null
            : Writer ?? (wanted.IsNeeded ? wanted.Name ?? throw WritingFault.NoWriter(null) : null);
        if (!AgreesToDraw(texts, model, string.Concat(ServerInWords(writer, null, texts, wanted?.WordsPerText).Select(line => " " + line)))) return;

        try
        {
            Connect(writer, embedder: null, Checkpoint is null ? "" : $"the model {HashOf(model)}");
            OpenWriter([.. model.Report.Layout.Columns.Where(column => column is not DroppedColumn).Select(column => column.Name)]);
            Release(model, ProgressOfWriting());
        }
        finally
        {
            Close();
        }
    }

    private static string HashOf(FittedModel model)
    {
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        return Convert.ToHexStringLower(SHA256.HashData(file.ToArray()));
    }
}
