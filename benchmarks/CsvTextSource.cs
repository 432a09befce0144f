using SafeSynth.Data;

namespace SafeSynth.Benchmarks;

/// <summary>A CSV file in memory as a source of private rows.</summary>
internal sealed class CsvTextSource(string name, CsvText text) : IRowSource
{
    public string Name => name;

    public bool IsText => true;

    public IReadOnlyList<string> ReadColumnNames() => text.Names;

    public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => text.ToTable();
}
