using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>The columns of a table as its cells show them, for charts of rows whose model is not at hand.</summary>
/// <remarks>
/// It reads the rows through the owner's door, so of private rows it tells exactly how they are: it is fit for synthetic rows, and for
/// reports to the owner. Columns of text that hardly repeats, such as names, and of whole numbers that never do, such as keys, are left
/// out: nobody can read a chart of them.
/// </remarks>
internal static class SeenLayout
{
    private const int MostCells = 4096, MostDecimals = 6;

    // A chart can name twenty values. Of a column in which even these would hide almost everything there is nothing to see.
    private const int MostNamed = 20;
    private const double LeastShare = 0.2;

    /// <param name="tables">Tables of the same columns; what the first one has counts.</param>
    public static TableLayout Of(IReadOnlyList<OwnerTable> tables) => new(
    [
        .. tables[0].ColumnNames.Where(name => tables.All(table => table.ColumnNames.Contains(name))).Select(name => ColumnOf(name, tables))
            .OfType<ModelledColumn>(),
    ]);

    private static ModelledColumn? ColumnOf(string name, IReadOnlyList<OwnerTable> tables)
    {
        var forms = tables.SelectMany(table => table.Encode(name, cell => cell.Form)).ToHashSet();
        var types = forms.Select(form => form.TypeOf()).OfType<FieldType>().ToHashSet();
        var nullable = forms.Contains(CellForm.Missing);
        var type = types.Count == 1 ? types.Single() : types.SetEquals([FieldType.Integer, FieldType.Number]) ? FieldType.Number : FieldType.String;
        return type is FieldType.String or FieldType.Boolean
            ? Categories(name, type, nullable, tables) : Grid(name, type, nullable, forms.Max(form => form.DecimalPlaces()), tables);
    }

    private static ModelledColumn? Categories(string name, FieldType type, bool nullable, IReadOnlyList<OwnerTable> tables)
    {
        // By share, so that the rows of a large table do not drown those of a small one.
        var shares = new Dictionary<string, double>();
        foreach (var table in tables)
        {
            foreach (var text in table.Encode(name, cell => cell.IsMissing || !CanonicalText.TryOf(cell, type, null, out var text) ? null : text).OfType<string>())
                shares[text] = shares.GetValueOrDefault(text) + (1.0 / table.RowCount);
        }

        var values = shares.OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal).ToList();
        if (values.Count == 0 || (values.Count > MostNamed && values.Take(MostNamed).Sum(value => value.Value) < LeastShare * values.Sum(value => value.Value)))
            return null;
        var domain = new CategoryDomain(
            type, values.Take(MostCells).Select(value => value.Key), FormTypes.DefaultOf(type), nullable, hasOther: values.Count > MostCells);
        return new ModelledColumn(name, domain, Binning.Identity(domain.Count), FaultPolicy.Missing);
    }

    private static ModelledColumn? Grid(string name, FieldType type, bool nullable, int decimals, IReadOnlyList<OwnerTable> tables)
    {
        var columns = tables.Select(table => table.Encode(name, cell => GridDomain.TryValue(cell, type, out var value) ? value : double.NaN).Where(double.IsFinite).ToList()).ToList();
        var values = columns.SelectMany(column => column).ToList();
        if (values.Count == 0 || (type == FieldType.Integer && columns[0].Count > MostNamed && columns[0].Distinct().Count() == columns[0].Count))
            return null;
        var domain = DeclaredDomain.Grid(
            type, FormTypes.DefaultOf(type), nullable, Bounded(Math.Floor(values.Min())), Bounded(Math.Ceiling(values.Max())), type == FieldType.Number ? Math.Min(decimals, MostDecimals) : 0);
        var cells = (int)Math.Min(domain.Count, MostCells);
        long[] starts = [.. Enumerable.Range(0, cells + 1).Select(cell => (long)((Int128)domain.Count * cell / cells))];
        var bins = new Binning(starts, new double[cells], [.. Enumerable.Range(0, cells)]);
        return new ModelledColumn(name, domain, bins, FaultPolicy.Clamp);
    }

    // Grids stay inside 64 bits.
    private static decimal Bounded(double value) => (decimal)Math.Clamp(value, -1e18, 1e18);
}
