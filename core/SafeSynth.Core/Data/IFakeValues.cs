using SafeSynth.Marginals;

namespace SafeSynth.Data;

/// <summary>Makes up identifiers for regenerated columns. It never sees a private value.</summary>
public interface IFakeValues
{
    /// <summary>A fake of the kind; where the kind names single records, distinct for distinct ordinals of a column.</summary>
    /// <param name="column">The column that it is for.</param>
    /// <param name="ordinal">The number of the row in the release, from 0.</param>
    /// <param name="random">The sampling generator of the release.</param>
    string Make(RegeneratedColumn column, long ordinal, SampleRandom random);
}

/// <summary>Fakes by pattern: the column's name and a running number. Used where no richer source is at hand.</summary>
public sealed class PatternFakes : IFakeValues
{
    public string Make(RegeneratedColumn column, long ordinal, SampleRandom random) => column.Kind switch
    {
        IdentifierKind.Email => $"person{ordinal + 1}@example.com",
        IdentifierKind.Uri => $"https://example.com/{ordinal + 1}",
        _ => $"{column.Name}-{ordinal + 1:D6}",
    };
}
