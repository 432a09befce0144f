using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>What is left of labels where texts of some alone are asked for.</summary>
internal static class LabelCondition
{
    /// <summary>The weights of the labels that are asked for, as they are, and 0 for others.</summary>
    /// <param name="label">The column of labels; null where texts have none.</param>
    /// <param name="weights">One for each label; not negative.</param>
    /// <param name="where">What is asked for.</param>
    /// <exception cref="SafeSynthException">SS0171 to SS0173: no text has the values that are asked for.</exception>
    public static double[] Of(ModelledColumn? label, IReadOnlyList<double> weights, IReadOnlyList<ColumnValues> where)
    {
        double[] kept = [.. weights];
        foreach (var values in where)
        {
            if (label is null || !label.Name.Equals(values.Column, StringComparison.OrdinalIgnoreCase))
                throw ConditionFault.UnknownColumn(values.Column, label is null ? [] : [label.Name]);
            foreach (var unknown in values.AnyOf.Where(value => CodeSet.Of(label.Domain, [value]).IsEmpty))
                throw ConditionFault.UnknownValue(label.Name, label.Domain, unknown);
            var codes = CodeSet.Of(label.Domain, values.AnyOf);
            for (var at = 0; at < kept.Length; at++)
                kept[at] = codes.Contains(at) ? kept[at] : 0;
        }

        return kept.Sum() > 0 ? kept : throw ConditionFault.Impossible(where);
    }
}
