using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Reports;
using SafeSynth.Texts;

namespace SafeSynth.Generators;

/// <summary>A finished fit: sample it as often as you like, it costs nothing more. It holds no private row.</summary>
/// <param name="Report">How the model came about, and what it cost.</param>
/// <param name="Synthesizer">The model of the modelled columns.</param>
public sealed record FittedModel(RunReport Report, ISynthesizer Synthesizer)
{
    /// <summary>The number of rows that are drawn when none is asked for: the noisy number of private rows.</summary>
    public long DefaultRows => (long)Math.Round(Synthesizer.ExpectedRows);

    /// <summary>The model of what is in rows beside texts.</summary>
    internal ISynthesizer Rows => Synthesizer is RowsWithTexts { Rows: var rows } ? rows : Synthesizer;

    public override string ToString() => $"model of '{Report.DataName}'";

    /// <summary>
    /// The model of those rows alone that have some values: all that is drawn from it has them, and its number of rows is what is expected
    /// of them.
    /// </summary>
    /// <param name="where">The values of each column that are meant.</param>
    /// <exception cref="SafeSynthException">
    /// SS0171: a column is not modelled. SS0172: a value is none of its column. SS0173: no row has them all.
    /// </exception>
    public FittedModel Given(IReadOnlyList<ColumnValues> where)
    {
        if (where.Count == 0)
            return this;
        bool IsOf(ColumnLayout column, ColumnValues values) => column.Name.Equals(values.Column, StringComparison.OrdinalIgnoreCase);
        if (where.FirstOrDefault(values => Report.Layout.Columns.Any(column => column is not ModelledColumn && IsOf(column, values))) is { } madeUp)
            throw ConditionFault.MadeUpColumn(madeUp.Column);

        // What was measured is of all rows: among these it bounds nothing.
        var report = Report with { Condition = [.. Report.Condition, .. where], Errors = null };
        return this with { Report = report, Synthesizer = Synthesizer.Given(where) };
    }

    /// <summary>Draws whole rows, in batches, in the private table's column order: the same seed gives the same rows.</summary>
    /// <param name="rows">How many; null for <see cref="DefaultRows"/>.</param>
    /// <param name="seed">The seed of sampling; null for a fresh one.</param>
    /// <param name="fakes">What regenerated columns are filled with.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="writer">The language model that writes texts, for models that leave that to one.</param>
    /// <param name="writings">Gets how far it has come.</param>
    /// <exception cref="SafeSynthException">SS0114: the number of rows is negative.</exception>
    public IEnumerable<Table> Sample(
        long? rows, ulong? seed, IFakeValues fakes, CancellationToken cancel, ILanguageModel? writer = null, IProgress<WritingTally>? writings = null)
    {
        if (rows < 0)
            throw PlanFault.RowsOutOfRange(rows.Value);
        var random = seed is { } s ? new SampleRandom(s) : SampleRandom.FromSystem();
        return SampleBatches(new SampleRequest(rows ?? DefaultRows) { Writer = writer, Writings = writings }, random, fakes, cancel);
    }

    private IEnumerable<Table> SampleBatches(SampleRequest request, SampleRandom random, IFakeValues fakes, CancellationToken cancel)
    {
        var ordinal = 0L;
        foreach (var batch in Synthesizer.Sample(request, random, cancel))
        {
            var columns = new List<TableColumn>();
            foreach (var layout in Report.Layout.Columns)
            {
                if (layout is ModelledColumn or TextColumn)
                    columns.Add(batch[layout.Name]);
                else if (layout is RegeneratedColumn regenerated)
                    columns.Add(new FakeColumn(layout.Name, Fakes(regenerated, batch.RowCount, ordinal, random, fakes)));
            }

            ordinal += batch.RowCount;
            yield return new Table(batch.RowCount, columns);
        }
    }

    private static object?[] Fakes(RegeneratedColumn column, int rows, long ordinal, SampleRandom random, IFakeValues fakes)
    {
        var values = new object?[rows];
        for (var row = 0; row < rows; row++)
        {
            if (column.MissingShare > 0 && random.NextDouble() < column.MissingShare)
                continue;
            values[row] = column.Form switch
            {
                CellForm.NativeInt32 => (int)(ordinal + row + 1),
                CellForm.NativeInt64 => ordinal + row + 1,
                _ => fakes.Make(column, ordinal + row, random),
            };
        }

        return values;
    }
}
