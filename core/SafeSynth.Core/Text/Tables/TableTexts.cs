using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>
/// The columns of texts in a table: each is written anew for the values of another column, by an <see cref="NGram"/> model with a part of
/// the budget.
/// </summary>
/// <remarks>
/// Guarantee: that of the release, of which <see cref="BudgetPart"/> spends a part that was set apart before; each model is fitted as a
/// release of texts is.
/// </remarks>
internal static class TableTexts
{
    /// <summary>Texts are written for a column of at most so many values: more would leave each of them hardly any text.</summary>
    private const int MostLabels = 64;

    /// <exception cref="SafeSynthException">SS0240: a column cannot hold texts. SS0241: texts are to be written for a column that no model
    /// sees.</exception>
    public static void Check(IReadOnlyList<Field> fields, string? keyColumn)
    {
        foreach (var field in fields)
        {
            if (TextBudget.IsText(field) && (field.HasDomain || field.Unique || field.Type is not (null or FieldType.String) || field.Name == keyColumn))
                throw TextFault.NotTexts(field.Name);
            if (field.WrittenFor is not { } named)
                continue;
            if (!TextBudget.IsText(field))
                throw TextFault.NotTexts(field.Name);
            if (fields.FirstOrDefault(other => other.Name == named) is not { Role: null or FieldRole.Model } || named == keyColumn)
                throw TextFault.WrittenForNothing(field.Name, named);
        }
    }

    /// <summary>The layout in which every column of texts knows for whose values it is written.</summary>
    public static TableLayout Settled(TableLayout layout, IReadOnlyList<Field> fields, Workload workload) => new([.. layout.Columns.Zip(fields, (column, field) =>
        column is TextColumn text ? text with { WrittenFor = LabelOf(layout, field.WrittenFor ?? workload.Target)?.Name } : column)]);

    /// <summary>The rows of a synthesizer, with texts.</summary>
    /// <param name="data">The door, with the whole budget behind it.</param>
    /// <param name="fields">What is declared of each column.</param>
    /// <param name="layout">What becomes of each column.</param>
    /// <param name="rows">What draws the rest of each row.</param>
    /// <param name="progress">Gets the stages of the fits.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ISynthesizer Fit(
        IPrivateData data, IReadOnlyList<Field> fields, TableLayout layout, ISynthesizer rows, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var columns = layout.Columns.OfType<TextColumn>().ToList();
        if (columns.Count == 0)
            return rows;
        var part = TextBudget.ForTexts(data.Budget.Limit, fields);
        return new RowsWithTexts(rows, [.. columns.Select(column =>
        {
            progress?.Report(new StageProgress($"Learning the words of {column.Name}", 0.8));
            var label = column.LabelIn(layout);
            var plan = new TextPlan(data.Facts.Guarantee, column.Name) { LabelColumn = label?.Name };
            var model = (NGramModel)new NGram().Fit(new BudgetPart(data, part), new TextFitContext(plan, label, TextTools.None), cancel);
            return new WrittenColumn(column.Name, label, model.Distribution);
        })]);
    }

    private static ModelledColumn? LabelOf(TableLayout layout, string? named) => named is null
        ? layout.Modelled.FirstOrDefault(column => column.Domain.Size is >= 2 and <= MostLabels)
        : layout.Modelled.FirstOrDefault(column => column.Name == named && column.Size <= MostLabels);
}
