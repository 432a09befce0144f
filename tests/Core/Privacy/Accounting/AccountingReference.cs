using System.Globalization;
using Sylvan.Data.Csv;

namespace SafeSynth.Tests.Privacy;

/// <summary>One row of the reference table: inputs (null where they do not apply), and the value of a quantity to many digits.</summary>
internal sealed record ReferenceRow(
    string Id, string Mechanism, string Compositions, string Method, string Quantity, double Value,
    double? Sigma, double? Scale, double? Rate, double? Epsilon, double? Delta, double? Order, double? Rho);

/// <summary>The accounting reference: values made at 40 digits by independent code, which is not part of the repository.</summary>
/// <remarks>
/// Looked for as <c>accounting.csv</c> in the folder that SAFESYNTH_REFERENCE names, and as <c>shared/reference/accounting.csv</c> beside
/// the repository or a folder above it.
/// </remarks>
internal static class AccountingReference
{
    public const string Variable = "SAFESYNTH_REFERENCE";

    private const string FileName = "accounting.csv";

    /// <summary>All rows; skips the test where there is no table.</summary>
    public static IReadOnlyList<ReferenceRow> Rows()
    {
        var path = Candidates().FirstOrDefault(File.Exists);
        Assert.SkipUnless(path is not null, $"No {FileName}: set {Variable} to its folder, or put shared/reference beside the repository.");

        using var table = CsvDataReader.Create(path!);
        var rows = new List<ReferenceRow>();
        while (table.Read())
            rows.Add(Read(table));

        Assert.NotEmpty(rows);
        return rows;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
            yield return Path.Combine(folder, FileName);
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            yield return Path.Combine(above.FullName, "shared", "reference", FileName);
    }

    private static ReferenceRow Read(CsvDataReader table)
    {
        string Text(string column) => table.GetString(table.GetOrdinal(column));
        double? Number(string column) => double.TryParse(Text(column), CultureInfo.InvariantCulture, out var value) ? value : null;
        return new(
            Text("id"), Text("mechanism"), Text("compositions"), Text("method"), Text("quantity"), Number("value")!.Value,
            Number("sigma"), Number("laplace_scale"), Number("sampling_q"), Number("eps"), Number("delta"), Number("alpha"), Number("rho"));
    }
}
