using SafeSynth.Data;

namespace SafeSynth.Benchmarks;

/// <summary>A file of text as private data.</summary>
internal sealed class TextSource(string name, CsvText text) : IRowSource
{
    public string Name => name;

    public bool IsText => true;

    public IReadOnlyList<string> ReadColumnNames() => text.Names;

    public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => text.ToTable();
}
