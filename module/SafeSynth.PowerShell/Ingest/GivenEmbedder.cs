using SafeSynth.Adapters.Language;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Texts;

namespace SafeSynth.Ingest;

/// <summary>What tells which texts are alike where private ones are compared: built in, or a model of a server.</summary>
internal sealed class GivenEmbedder : IDisposable
{
    private readonly OllamaSession? _session;

    private GivenEmbedder(ITextEmbedder embedder, OllamaSession? session) => (Embedder, _session) = (embedder, session);

    public ITextEmbedder Embedder { get; }

    /// <param name="model">The name of the embedding model; null for what is built in.</param>
    /// <param name="endpoint">The address of its server; null for the usual one.</param>
    /// <param name="allowRemoteModel">Whether private texts may go to another machine.</param>
    /// <param name="progress">Gets how far the model has come.</param>
    /// <param name="cancel">Ends the waiting for the server.</param>
    /// <exception cref="SafeSynthException">SS0237: it runs on another machine, and nobody consented. SS3061: an address and no model.
    /// SS402x: it cannot be reached.</exception>
    public static GivenEmbedder Open(string? model, string? endpoint, bool allowRemoteModel, IProgress<StageProgress> progress, CancellationToken cancel)
    {
        if (model is null && endpoint is not null) throw GateFault.NothingToUseItFor("Endpoint", "-EmbeddingModel");
        if (model is null) return new GivenEmbedder(new HashedEmbedder(), session: null);
        var session = OllamaSession.Open(new OllamaChoice { EmbeddingModel = model, Endpoint = endpoint }, progress, cancel);
        try
        {
            var embedder = session.Tools.Embedder!;
            PrivateTextCheck.Comparison(embedder.Info, allowRemoteModel);
            return new GivenEmbedder(new PatientEmbedder(embedder, new Told(progress)), session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose() => _session?.Dispose();

    private sealed class Told(IProgress<StageProgress> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new StageProgress(FormattableString.Invariant($"{value} texts embedded"), 0));
    }
}
