using System.Management.Automation;
using SafeSynth.Adapters.Language;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Output;
using SafeSynth.Plans;
using SafeSynth.Texts;

namespace SafeSynth.Commands;

/// <summary>
/// A cmdlet that releases texts, which a language model may write: where models are, where texts go, and from where a run goes on.
/// </summary>
public abstract class WritingCommand : ReleaseCommand
{
    private protected const string ModelSet = "Model";

    private ReleaseWriter? _writer;
    private OllamaSession? _session;
    private MeteredModel? _meter;
    private Checkpoint? _checkpoint;

    /// <summary>
    /// The name of the language model that writes the texts of a fitted model. When left out, it is the one that the model was fitted for.
    /// </summary>
    [Parameter(ParameterSetName = ModelSet)]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string? Writer { get; set; }

    /// <summary>
    /// The name of the embedding model that tells which texts are alike, for generators that ask that. When left out, a built-in one does.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
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

    /// <summary>
    /// A folder from which a run goes on that was stopped or killed: run the same command again, and no budget is spent and no request made
    /// twice. It is deleted when all texts are delivered. Until then, and without -KeyFile, it holds a key to the noise: guard it as the
    /// data.
    /// </summary>
    [Parameter]
    public string? Checkpoint { get; set; }

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

    /// <summary>Emits one object that sums up the release, where texts go to a file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string? Product => OutFile;

    private protected override IReadOnlyList<string> Outputs =>
        [.. new[] { OutFile, Report, Checkpoint }.OfType<string>().Select(Resolve), .. new[] { CertificatePath }.OfType<string>()];

    private protected override bool MayRepeat => base.MayRepeat || Checkpoint is not null;

    /// <summary>How many texts are asked for; null for as many as there are private ones.</summary>
    private protected long? Texts => IsBound(nameof(Count)) ? Count : null;

    /// <summary>Whether the fit is in a file already that the user named.</summary>
    private protected abstract bool HasSavedModel { get; }

    /// <summary>The models to work with, once they are connected to.</summary>
    private protected TextTools Tools { get; private set; } = TextTools.None;

    private protected override void Close()
    {
        _writer?.Dispose();
        _checkpoint?.Dispose();
        _session?.Dispose();
    }

    private protected SafeSynthException NoWriter()
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

    private protected IEnumerable<string> ServerInWords(string? writer, string? embedder, long? texts, double? wordsPerText = null)
    {
        if (writer is null && embedder is null) yield break;
        var server = OllamaEndpoint.Of(Endpoint);
        var where = OllamaEndpoint.RemoteHostOf(server) is null ? "this machine" : "another machine";
        yield return $"{string.Join(" and ", new[] { writer, embedder }.OfType<string>().Select(model => $"'{model}'"))} at {server.AbsoluteUri.TrimEnd('/')}, {where}.";
        if (writer is not null && texts is > 0) yield return WritingForecast.InWords(texts.Value, wordsPerText);
    }

    // Servers and folders that cannot be used must not cost a release.
    private protected void Connect(string? writer, string? embedder, string work)
    {
        if (writer is not null || embedder is not null)
        {
            var timeouts = IsBound(nameof(TimeoutSec)) ? AnswerTimeouts.Of(TimeSpan.FromSeconds(TimeoutSec)) : AnswerTimeouts.Default;
            var choice = new OllamaChoice { Model = writer, EmbeddingModel = embedder, Endpoint = Endpoint, Timeouts = timeouts, Pull = PullModel };
            _session = RunWithProgress("Connecting to models", pump => OllamaSession.Open(choice, pump, StopToken));
            _meter = _session.Tools.Writer is { } model ? new MeteredModel(model) : null;
            Tools = _session.Tools with { Writer = _meter };
        }

        if (Checkpoint is null) return;
        var asked = FormattableString.Invariant($"{Texts ?? -1} texts of {work}, written by {writer}, with {embedder}");
        _checkpoint = SafeSynth.Texts.Checkpoint.Open(Resolve(Checkpoint), asked, IsBound(nameof(Seed)) ? Seed : null);
        if (Tools.Writer is { } metered) Tools = Tools with { Writer = _checkpoint.Kept(metered) };
        if (_checkpoint.IsResumed) WriteVerbose($"Going on with the run in '{Checkpoint}': {_checkpoint.Answers} answers are there already.");
    }

    /// <summary>The noise of the release: that of the checkpoint, if there is one.</summary>
    private protected INoiseProvider NoiseFrom(INoiseProvider noise) => _checkpoint?.NoiseFrom(noise) ?? noise;

    private protected WritingProgress ProgressOfWriting() => new(_meter);

    private protected void OpenWriter(IReadOnlyList<string> columns)
    {
        var paths = new ReleasePaths(OutFile is null ? null : Resolve(OutFile), Report is null ? null : Resolve(Report), CertificatePath);
        _writer = new ReleaseWriter(paths, columns, Signer);
    }

    private protected void Release(FittedModel model, WritingProgress progress)
    {
        var wanted = Texts ?? model.DefaultRows;
        var seed = _checkpoint?.Seed ?? (IsBound(nameof(Seed)) ? Seed : (ulong?)null);
        var batches = _writer!.Write(model, model.Sample(wanted, seed, new PatternFakes(), StopToken, Tools.Writer, progress));
        try
        {
            Deliver(batches, wanted, progress.Stage is null ? null : () => progress.Stage!);
        }
        catch (Exception fault) when (_meter is not null && fault is SafeSynthException or OperationCanceledException or PipelineStoppedException)
        {
            var kept = _writer.KeepRows();
            if (fault is not SafeSynthException) KeepFit(model);
            else if (kept is { } texts) WriteWarning($"The {texts.Rows} texts that came are in '{texts.Path}'.");
            throw;
        }

        _checkpoint?.Complete();
        var missing = progress.Tally.Missing;
        if (missing > 0) WriteWarning($"{missing} of {wanted} texts could not be had, whatever was tried: {progress.Tally.Reasons}. So many fewer came.");
        if (progress.Cost is { } cost) WriteVerbose($"The language model took {cost}.");
        if (PassThru && OutFile is not null) WriteObject(SyntheticRelease.Of(model.Report, wanted - missing, OutFile, Report, CertificatePath));
    }

    // Whoever stops a run in the middle has paid for the fit, and nobody is there any more to be handed the model. A checkpoint has both.
    private void KeepFit(FittedModel model)
    {
        if (OutFile is not null && ParameterSetName != ModelSet && _checkpoint is null && !HasSavedModel) ModelFile.WriteBeside(model, Resolve(OutFile));
    }
}
