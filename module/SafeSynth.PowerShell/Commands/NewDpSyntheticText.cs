using System.Management.Automation;
using System.Security.Cryptography;
using SafeSynth.Adapters.Language;
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
    private OllamaSession? _session;
    private MeteredModel? _meter;
    private Checkpoint? _checkpoint;
    private TextTools _tools = TextTools.None;

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
    public object? Model { get; set; }

    /// <summary>
    /// The name of the language model that writes the texts of a fitted model. When left out, it is the one that the model was fitted for.
    /// </summary>
    [Parameter(ParameterSetName = ModelSet)]
    public string? Writer { get; set; }

    /// <summary>
    /// The name of the embedding model that tells which texts are alike, for generators that ask that. When left out, a built-in one does.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public string? EmbeddingModel { get; set; }

    /// <summary>The address of the Ollama server. When left out, it is that of the environment variable OLLAMA_HOST, or http://localhost:11434.</summary>
    [Parameter]
    public string? Endpoint { get; set; }

    /// <summary>Has the server download a model that it lacks.</summary>
    [Parameter]
    public SwitchParameter PullModel { get; set; }

    /// <summary>
    /// The most seconds that one answer of a model may take, 600 when left out. A model that has to be loaded first needs its time.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; }

    /// <summary>
    /// Agrees to send private texts to a model that runs on another machine, for generators that show private texts to a model. Prompts of
    /// noisy answers may go anywhere.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter AllowRemoteModel { get; set; }

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

    /// <summary>
    /// A folder from which a run goes on that was stopped or killed: run the same command again, and no budget is spent and no request made
    /// twice. It is deleted when all texts are delivered. Until then, and without -KeyFile, it holds a key to the noise: guard it as the
    /// data.
    /// </summary>
    [Parameter]
    public string? Checkpoint { get; set; }

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

    /// <summary>The number of synthetic texts. When left out, it is the noisy number of private ones.</summary>
    [Parameter]
    public long Count { get; set; }

    /// <summary>Makes sampling repeatable: the same model and seed give the same texts. It does not touch the noise.</summary>
    [Parameter]
    public ulong Seed { get; set; }

    /// <summary>The CSV file to write. When left out, texts are emitted as objects.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>The HTML file to write: the guarantee in plain words, what it was spent on, and how often labels came.</summary>
    [Parameter]
    public string? Report { get; set; }

    /// <summary>The .dpmodel file to write: sampling it costs nothing.</summary>
    [Parameter]
    public string? SaveModel { get; set; }

    /// <summary>Emits one object that sums up the release, where texts go to a file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string? Product => OutFile;

    private protected override IReadOnlyList<string> Outputs =>
        [.. new[] { OutFile, Report, SaveModel, Checkpoint }.OfType<string>().Select(Resolve), .. new[] { CertificatePath }.OfType<string>()];

    private protected override IEnumerable<string?> PublicFiles => [Vocabulary, .. base.PublicFiles];

    private protected override Schema Declared => Asked.Schema;

    private protected override bool MayRepeat => base.MayRepeat || Checkpoint is not null;

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
        var inWords = TextPrice.InWords(Asked, source.Name, columns).Concat(ServerInWords(Asked.Writer, Asked.Embedder, IsBound(nameof(Count)) ? Count : null));
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
        var progress = new WritingProgress(_meter);
        ReleaseOrKeep(
            source,
            pump => TextSynthesis.Fit(Asked, source, _checkpoint?.NoiseFrom(noise) ?? noise, progress.Of(pump), StopToken, ledger, _tools),
            model => SaveAndRelease(model, progress));
    }

    private protected override void Close()
    {
        _writer?.Dispose();
        _model?.Dispose();
        _checkpoint?.Dispose();
        _session?.Dispose();
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
        if (traits.Writer == WriterPart.None && Asked.Writer is not null) throw TextFault.NotHeeded(name, "a language model");
        if (!traits.EmbedsPrivateTexts && Asked.Embedder is not null) throw TextFault.NotHeeded(name, "an embedding model");
        if (traits.Writer != WriterPart.None && Asked.Writer is null && !(traits.Writer == WriterPart.FromModel && IsBound(nameof(Count)) && Count == 0)) throw NoWriter();
        if (Checkpoint is null) return;
        if (traits.Writer == WriterPart.None) throw TextFault.NotHeeded(name, "a checkpoint");
        if (traits.Writer == WriterPart.SeesPrivateTexts) throw TextFault.NotKept(name);
    }

    private SafeSynthException NoWriter()
    {
        try
        {
            return OllamaSession.NoModelNamed(Endpoint, StopToken);
        }
        catch (SafeSynthException)
        {
            // Without a server, nobody knows what there is to name.
            return WritingFault.NoWriter(null);
        }
    }

    private IEnumerable<string> ServerInWords(string? writer, string? embedder, long? texts, double? wordsPerText = null)
    {
        if (writer is null && embedder is null) yield break;
        var server = OllamaEndpoint.Of(Endpoint);
        var where = OllamaEndpoint.RemoteHostOf(server) is null ? "this machine" : "another machine";
        yield return $"{string.Join(" and ", new[] { writer, embedder }.OfType<string>().Select(model => $"'{model}'"))} at {server.AbsoluteUri.TrimEnd('/')}, {where}.";
        if (writer is not null && texts is > 0) yield return WritingForecast.InWords(texts.Value, wordsPerText);
    }

    // Servers and folders that cannot be used must not cost a release.
    private void Connect(string? writer, string? embedder, string work)
    {
        if (writer is not null || embedder is not null)
        {
            var timeouts = IsBound(nameof(TimeoutSec)) ? AnswerTimeouts.Of(TimeSpan.FromSeconds(TimeoutSec)) : AnswerTimeouts.Default;
            var choice = new OllamaChoice { Model = writer, EmbeddingModel = embedder, Endpoint = Endpoint, Timeouts = timeouts, Pull = PullModel };
            _session = RunWithProgress("Connecting to models", pump => OllamaSession.Open(choice, pump, StopToken));
            _meter = _session.Tools.Writer is { } model ? new MeteredModel(model) : null;
            _tools = _session.Tools with { Writer = _meter };
        }

        if (Checkpoint is null) return;
        var asked = FormattableString.Invariant($"{(IsBound(nameof(Count)) ? Count : -1)} texts of {work}, written by {writer}, with {embedder}");
        _checkpoint = SafeSynth.Texts.Checkpoint.Open(Resolve(Checkpoint), asked, IsBound(nameof(Seed)) ? Seed : null);
        if (_checkpoint.IsResumed) WriteVerbose($"Going on with the run in '{Checkpoint}'.");
        if (_tools.Writer is { } metered) _tools = _tools with { Writer = _checkpoint.Kept(metered) };
    }

    private void SaveAndRelease(FittedModel model, WritingProgress progress)
    {
        foreach (var warning in model.Report.Warnings) WriteWarning($"{warning}");
        if (_model is not null)
        {
            ModelFile.Write(model, _model.Content);
            _model.Commit();
        }

        Release(model, progress);
    }

    private void Release(FittedModel model, WritingProgress progress)
    {
        var texts = IsBound(nameof(Count)) ? Count : model.DefaultRows;
        var seed = _checkpoint?.Seed ?? (IsBound(nameof(Seed)) ? Seed : (ulong?)null);
        var batches = _writer!.Write(model, model.Sample(texts, seed, new PatternFakes(), StopToken, _tools.Writer, progress));
        try
        {
            Deliver(batches, texts, progress.Stage is null ? null : () => progress.Stage!);
        }
        catch (Exception fault) when (_meter is not null && fault is SafeSynthException or OperationCanceledException or PipelineStoppedException)
        {
            if (_writer.KeepRows() is { } kept && fault is SafeSynthException) WriteWarning($"The {kept.Rows} texts that came are in '{kept.Path}'.");
            throw;
        }

        _checkpoint?.Complete();
        var missing = progress.Tally.Missing;
        if (missing > 0) WriteWarning($"{missing} of {texts} texts could not be had, whatever was tried: {progress.Tally.Reasons}. So many fewer came.");
        if (progress.Cost is { } cost) WriteVerbose($"The language model took {cost}.");
        if (PassThru && OutFile is not null) WriteObject(SyntheticRelease.Of(model.Report, texts - missing, OutFile, Report, CertificatePath));
    }

    private void Sample(FittedModel model)
    {
        if (OfTheFit.FirstOrDefault(IsBound) is { } misplaced) throw CommandFault.ModelIsFitted(misplaced);
        if (!model.Report.Layout.Columns.Any(column => column is TextColumn)) throw TextFault.ModelOfTables(model.Report.DataName);
        var texts = IsBound(nameof(Count)) ? Count : model.DefaultRows;
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
            Release(model, new WritingProgress(_meter));
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

    private void OpenWriter(IReadOnlyList<string> columns)
    {
        var paths = new ReleasePaths(OutFile is null ? null : Resolve(OutFile), Report is null ? null : Resolve(Report), CertificatePath);
        _writer = new ReleaseWriter(paths, columns, Signer);
    }
}
