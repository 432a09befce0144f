using SafeSynth.Data;

namespace SafeSynth.Plans;

/// <summary>SS0171 to SS0173: rows with such values cannot be drawn.</summary>
internal static class ConditionFault
{
    private const int MostNamed = 12;

    public static SafeSynthException UnknownColumn(string column, IEnumerable<string> known) => new(
        "SS0171", $"Rows were asked for by their value of '{column}', which is no column of the model. It has: {string.Join(", ", known)}.");

    public static SafeSynthException MadeUpColumn(string column) => new(
        "SS0171", $"Rows were asked for by their value of '{column}', but the values of that column are made up, written anew or left out, not modelled.");

    public static SafeSynthException UnknownValue(string column, Domain domain, string? value) => new(
        "SS0172", $"Rows were asked for where '{column}' is {(string.IsNullOrEmpty(value) ? "missing" : $"'{value}'")}, but it never is. {KnownOf(domain)}");

    public static SafeSynthException OtherType(string column, string value, string type) => new(
        "SS0172", $"Rows were asked for where '{column}' is '{value}', but it is declared to be of type {type}. Write numbers with a point, dates as 2026-01-31, ranges as 'a..b'.");

    public static SafeSynthException NeverMissing(string column) => new(
        "SS0172", $"Rows were asked for where '{column}' is missing, but it is declared to be required. Leave that out, or correct the schema.");

    public static SafeSynthException NoValue(string column) => new(
        "SS0172", $"Rows were asked for by their value of '{column}', but no value is named. Name one or more; null is missing.");

    public static SafeSynthException Impossible(IEnumerable<ColumnValues> where) => new(
        "SS0173", $"No row of the model has {string.Join(" and ", where.Select(values => values.InWords))}. Ask for less at once.");

    private static string KnownOf(Domain domain) => domain switch
    {
        CategoryDomain { Values: var values } when values.Count <= MostNamed => $"It is one of: {string.Join(", ", values)}.",
        CategoryDomain { Values: var values } => $"It is one of {values.Count} values, such as {string.Join(", ", values.Take(MostNamed))}.",
        _ => $"It goes from {domain.Summary}; a range is written 'a..b'.",
    };
}
