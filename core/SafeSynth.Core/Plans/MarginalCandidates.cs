using SafeSynth.Generators;

namespace SafeSynth.Plans;

/// <summary>The marginals that a part of a fit may measure.</summary>
internal static class MarginalCandidates
{
    /// <summary>The columns' names of each, and its most cells where they are known.</summary>
    public static IEnumerable<(IReadOnlyList<string> Columns, long? Cells)> Of(PlannedMarginals measured, IReadOnlyList<PlannedColumn> columns) =>
        Of(measured, columns, [], 1, 0);

    private static IEnumerable<(IReadOnlyList<string> Columns, long? Cells)> Of(
        PlannedMarginals measured, IReadOnlyList<PlannedColumn> columns, IReadOnlyList<string> names, long? cells, int next) =>
        names.Count == measured.Ways
            ? [(names, cells)]
            : Enumerable.Range(next, Math.Max(0, columns.Count - next))
                .Select(column => (Column: column, Cells: Times(cells, columns[column].MostCodes)))
                .Where(choice => !(choice.Cells > measured.MaxCells))
                .SelectMany(choice => Of(measured, columns, [.. names, columns[choice.Column].Name], choice.Cells, choice.Column + 1));

    private static long? Times(long? a, long? b) => a is { } x && b is { } y ? (long)Int128.Min((Int128)x * y, long.MaxValue) : null;
}
