namespace SafeSynth.Plans;

/// <summary>SS310x: texts cannot be attacked, audited or measured as asked.</summary>
public static class TextGateFault
{
    public static SafeSynthException NoTextColumn(string column, string table, IEnumerable<string> columns) => new(
        "SS3101", $"'{table}' has no column '{column}' of texts or labels. There are: {string.Join(", ", columns)}. Name a column that all tables have.");

    public static SafeSynthException AttackOnTexts(string attack) => new(
        "SS3102", $"The attack '{attack}' is on texts. Name their column with -TextProperty, or leave the attack out.");

    public static SafeSynthException AttackOnColumns(string attack) => new(
        "SS3103", $"The attack '{attack}' is not on texts. Leave -TextProperty out to attack the other columns, or leave the attack out.");

    public static SafeSynthException NoTextProperty() => new(
        "SS3104", "Texts were given to be looked through, but not their column. Name it with -TextProperty.");

    public static SafeSynthException OfColumns(string parameter) => new(
        "SS0260", $"-{parameter} is for attacks on columns; attacks on texts have no use for it. Leave it out, or -TextProperty.");
}
