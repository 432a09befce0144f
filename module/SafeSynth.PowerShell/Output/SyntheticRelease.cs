using SafeSynth.Reports;

namespace SafeSynth.Output;

/// <summary>What a release came to.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Rows">The number of synthetic rows.</param>
/// <param name="Columns">The number of synthetic columns.</param>
/// <param name="Generator">The generator that learned the model.</param>
/// <param name="Epsilon">The privacy loss that was spent at most.</param>
/// <param name="Delta">The probability that the bound on the loss does not hold.</param>
/// <param name="Unit">Who is protected: a row, or all rows of a key.</param>
/// <param name="Regenerated">The columns whose values were made up.</param>
/// <param name="OutFile">The file of the rows, if any.</param>
/// <param name="Report">The file of the report, if any.</param>
/// <param name="Certificate">The file of the certificate, if any.</param>
public sealed record SyntheticRelease(
    string Name, long Rows, int Columns, string Generator, double Epsilon, double Delta, string Unit,
    IReadOnlyList<string> Regenerated, string? OutFile, string? Report, string? Certificate)
{
    internal static SyntheticRelease Of(RunReport report, long rows, string? outFile, string? reportFile, string? certificate) => new(
        report.DataName, rows, report.Layout.Columns.Count(column => column is not Data.DroppedColumn), report.Generator.Name,
        report.Guarantee.Epsilon, report.Guarantee.Delta, report.Guarantee.Unit.ToString(), report.Regenerated, outFile, reportFile, certificate);
}
