using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>How many units hold each distinct value of a text column at least once; missing cells are not counted.</summary>
/// <remarks>
/// Sensitivity: a unit of k rows adds one to each of at most k counts, however many rows hold the value, so L0 = L1 = L2^2 = k and LInf = 1
/// (k rows counted as rows would have L2^2 = k^2). Replace: k counts lose one and k others gain one, so L0, L1 and L2^2 are 2k.
/// </remarks>
public sealed class KeyUnitQuery(string column) : PrivateQuery<KeyCounts>
{
    public override string Description => $"who holds the distinct values of {column}";

    internal override string Identity => Description;

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors)
    {
        var keys = (neighbors == Neighbors.AddRemove ? 1L : 2L) * unit.MaxRows;
        return new Sensitivity(keys, keys, keys, 1);
    }

    internal override KeyCounts Evaluate(UnitRows rows) => new([rows.KeyUnits(column)]);
}
