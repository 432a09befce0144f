using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>Which column of tables holds texts, and which their labels.</summary>
/// <param name="Text">The column of the texts; tables may name it in another case.</param>
/// <param name="Label">The column of the labels; null for texts without.</param>
public sealed record TextColumns(string Text, string? Label = null)
{
    /// <exception cref="SafeSynthException">SS3101: the table has no such column.</exception>
    public void CheckIn(OwnerTable table)
    {
        NameIn(table, Text);
        if (Label is not null)
            NameIn(table, Label);
    }

    /// <summary>The texts of a table; a missing one is empty.</summary>
    public string[] TextsOf(OwnerTable table) => table.TextsOf(NameIn(table, Text));

    /// <summary>The labels of a table; a missing one is empty.</summary>
    public string[] LabelsOf(OwnerTable table) => table.TextsOf(NameIn(table, Label!));

    private static string NameIn(OwnerTable table, string asked) =>
        table.ColumnNames.FirstOrDefault(column => column == asked)
        ?? table.ColumnNames.FirstOrDefault(column => column.Equals(asked, StringComparison.OrdinalIgnoreCase))
        ?? throw TextGateFault.NoTextColumn(asked, table.Name, table.ColumnNames);
}
