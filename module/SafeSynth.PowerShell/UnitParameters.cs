using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth;

/// <summary>What -PrivacyUnit and -MaxRowsPerUnit say together, above what a plan says.</summary>
internal static class UnitParameters
{
    /// <param name="planned">The plan's unit.</param>
    /// <param name="column">The column that names the person; null where it was not named.</param>
    /// <param name="maxRows">The most rows of one person; null where it was not given.</param>
    /// <exception cref="SafeSynthException">SS0141: rows are bounded, but no column names the person.</exception>
    public static PrivacyUnit Above(PrivacyUnit planned, string? column, int? maxRows) => (column, maxRows) switch
    {
        (null, null) => planned,
        (_, null) => PrivacyUnit.Key(column, 1),
        (_, { } most) => PrivacyUnit.Key(column ?? planned.KeyColumn ?? throw CommandFault.RowsWithoutUnit(), most),
    };
}
