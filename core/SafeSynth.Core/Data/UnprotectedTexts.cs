using System.Diagnostics;
using SafeSynth.Texts;

namespace SafeSynth.Data;

/// <summary>
/// The private texts as they are, without noise and without price: the door for generators that have no guarantee to keep.
/// </summary>
/// <remarks>
/// <see cref="TextSynthesis"/> opens it to a generator whose catalogue entry says that it has none, and to no other, once the plan says
/// that this is wanted. Whatever is made with it is as private as the texts, and every record of it says so
/// (<see cref="Noise.NoiseKind.None"/>). Prints as nothing.
/// </remarks>
[DebuggerDisplay("private")]
public sealed class UnprotectedTexts
{
    private readonly UnitRows _rows;
    private readonly string _column;

    internal UnprotectedTexts(UnitRows rows, string column) => (_rows, _column) = (rows, column);

    /// <summary>The distinct values of a column that are not missing, in ordinal order.</summary>
    internal IReadOnlyList<string> ValuesOf(string column) => [.. _rows.KeyCounts(column).Keys.Order(StringComparer.Ordinal)];

    /// <summary>The texts of each label; of none where texts have no label: then they are all in one list.</summary>
    internal IReadOnlyList<string>[] By(ModelledColumn? label) => _rows.TextsBy(_column, label is null ? null : new LabelCoding(label));
}
