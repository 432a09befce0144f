using System.Management.Automation;
using SafeSynth.Data;

namespace SafeSynth.Output;

/// <summary>Synthetic rows as PowerShell objects with the columns as properties, in order.</summary>
internal static class RowObjects
{
    public static IEnumerable<PSObject> Of(Table batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            var item = new PSObject();
            foreach (var column in batch.Columns)
                item.Properties.Add(new PSNoteProperty(column.Name, column.ValueAt(row)), preValidated: true);
            yield return item;
        }
    }
}
