using System.Text;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Data;

/// <summary>Writes the files of a release, report and synthetic rows. Each appears whole or not at all, the rows last.</summary>
/// <remarks>Files are opened before anything is spent, so that an unwritable path costs nothing.</remarks>
public sealed class ReleaseWriter : IDisposable
{
    private readonly CsvSink? _rows;
    private readonly AtomicFile? _report;

    /// <param name="rowsPath">The CSV file; null for none.</param>
    /// <param name="reportPath">The HTML file; null for none.</param>
    /// <param name="columns">The names of the synthetic columns.</param>
    /// <exception cref="SafeSynthException">SS1010: a file cannot be written.</exception>
    public ReleaseWriter(string? rowsPath, string? reportPath, IReadOnlyList<string> columns)
    {
        _rows = rowsPath is null ? null : new CsvSink(rowsPath, columns);
        try
        {
            _report = reportPath is null ? null : new AtomicFile(reportPath);
        }
        catch
        {
            _rows?.Dispose();
            throw;
        }
    }

    /// <summary>Writes the batches as they come, passes each on, and puts the files in place after the last.</summary>
    /// <returns>The same batches; nothing is written but by asking for them all.</returns>
    /// <exception cref="SafeSynthException">SS1010: the disk is full, or a path has become unwritable.</exception>
    public IEnumerable<Table> Write(FittedModel model, IEnumerable<Table> batches)
    {
        var distribution = new TableDistribution(model.Report.Layout);
        foreach (var batch in batches)
        {
            _rows?.WriteRows(batch);
            distribution.Observe(batch);
            yield return batch;
        }

        if (_report is not null)
        {
            using (var text = new StreamWriter(_report.Content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
                HtmlReport.Write(model.Report, distribution, text);
            _report.Commit();
        }

        _rows?.Commit();
    }

    /// <summary>Leaves no trace of files that were not finished.</summary>
    public void Dispose()
    {
        _rows?.Dispose();
        _report?.Dispose();
    }
}
