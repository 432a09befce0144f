using System.Text;
using SafeSynth.Certificates;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Data;

/// <summary>Where the files of a release go. What is null is not written.</summary>
/// <param name="Rows">The CSV file of the synthetic rows.</param>
/// <param name="Report">The HTML report.</param>
/// <param name="Certificate">The JSON certificate.</param>
public sealed record ReleasePaths(string? Rows, string? Report, string? Certificate);

/// <summary>
/// Writes the files of a release: report, certificate and synthetic rows. Each appears whole or not at all, the rows last.
/// </summary>
/// <remarks>Files are opened before anything is spent, so that an unwritable path costs nothing.</remarks>
public sealed class ReleaseWriter : IDisposable
{
    private readonly CertificateSigner? _signer;
    private readonly string? _rowsName, _partial;
    private long _written;
    private readonly CsvSink? _rows;
    private readonly AtomicFile? _report;
    private readonly AtomicFile? _certificate;

    /// <param name="paths">The files.</param>
    /// <param name="columns">The names of the synthetic columns.</param>
    /// <param name="signer">Who signs the certificate, if anybody.</param>
    /// <exception cref="SafeSynthException">SS1010: a file cannot be written.</exception>
    public ReleaseWriter(ReleasePaths paths, IReadOnlyList<string> columns, CertificateSigner? signer = null)
    {
        (_signer, _rowsName, _partial) = (signer, Path.GetFileName(paths.Rows), paths.Rows is null ? null : Path.ChangeExtension(paths.Rows, "partial" + Path.GetExtension(paths.Rows)));
        try
        {
            _rows = paths.Rows is null ? null : new CsvSink(paths.Rows, columns);
            _report = paths.Report is null ? null : new AtomicFile(paths.Report);
            _certificate = paths.Certificate is null ? null : new AtomicFile(paths.Certificate);
        }
        catch
        {
            Dispose();
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
            _written += batch.RowCount;
            yield return batch;
        }

        if (_report is not null)
        {
            using (var text = new StreamWriter(_report.Content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
                HtmlReport.Write(model.Report, distribution, text);
            _report.Commit();
        }

        if (_certificate is not null)
        {
            CertificateFile.Write(model.Report, _rows is null ? null : new ReleasedFile(_rowsName!, _rows.Hash()), _signer, _certificate.Content);
            _certificate.Commit();
        }

        _rows?.Commit();
    }

    /// <summary>
    /// Keeps the rows of a release that was not finished beside the file that they were to go to: <c>rows.partial.csv</c>.
    /// </summary>
    /// <returns>How many there are, and where; null where there is none, or no file.</returns>
    /// <exception cref="SafeSynthException">SS1010: the file cannot be written.</exception>
    public (long Rows, string Path)? KeepRows()
    {
        if (_rows is null || _written == 0)
            return null;
        _rows.CommitBeside(_partial!);
        return (_written, _partial!);
    }

    /// <summary>Leaves no trace of files that were not finished.</summary>
    public void Dispose()
    {
        _rows?.Dispose();
        _report?.Dispose();
        _certificate?.Dispose();
    }
}
