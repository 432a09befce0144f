using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>What one protected person contributes: a single row, or every row that shares a key.</summary>
/// <remarks>
/// Under a key, at most <see cref="MaxRows"/> rows of each unit take part. They are chosen by a keyed hash of the row's own content,
/// so a unit's choice depends on nothing but that unit: neighbours still differ in at most <see cref="MaxRows"/> rows.
/// Rows without a key belong to nobody and are left out.
/// </remarks>
public sealed record PrivacyUnit
{
    private PrivacyUnit(string? keyColumn, int maxRows) => (KeyColumn, MaxRows) = (keyColumn, maxRows);

    /// <summary>The column that names the person, or null when every row is a person of its own.</summary>
    public string? KeyColumn { get; }

    /// <summary>The most rows of one unit that take part; 1 for the row unit.</summary>
    public int MaxRows { get; }

    /// <summary>More rows than any person has; sensitivities stay well inside 64 bits.</summary>
    private const int LargestMaxRows = 1_000_000;

    public static PrivacyUnit Row { get; } = new(null, 1);

    /// <exception cref="SafeSynthException">SS0102: the bound is not from 1 to a million.</exception>
    public static PrivacyUnit Key(string column, int maxRows) => maxRows is >= 1 and <= LargestMaxRows
        ? new PrivacyUnit(column, maxRows)
        : throw PlanFault.RowsPerUnitOutOfRange(maxRows, LargestMaxRows);

    public override string ToString() => KeyColumn is null ? "row" : $"{KeyColumn}<={MaxRows}";
}
