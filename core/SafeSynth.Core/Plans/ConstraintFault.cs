namespace SafeSynth.Plans;

/// <summary>SS0174 to SS0179: what is declared of rows cannot be kept.</summary>
internal static class ConstraintFault
{
    public static SafeSynthException UnknownColumn(string column, IEnumerable<string> known) => new(
        "SS0174", $"A constraint names column '{column}', which the data do not have. They have: {string.Join(", ", known)}.");

    public static SafeSynthException MadeUpColumn(string column) => new(
        "SS0175", $"A constraint names column '{column}', whose values are made up, written anew or left out. Declare \"role\": \"model\" for it, or remove the constraint.");

    public static SafeSynthException TooFewColumns(string kind, int fewest) => new(
        "SS0176", $"A constraint of the kind '{kind}' needs {(fewest == 1 ? "a column" : "two different columns")} at least, each named once.");

    public static SafeSynthException NoValue(string column) => new(
        "SS0176", $"A constraint names column '{column}', but no value of it. Name one or more; null is missing.");

    public static SafeSynthException UnknownValue(string column, string value) => new(
        "SS0177", $"A constraint names the value '{value}' of column '{column}', which by its declaration never has it. Correct the value or the schema.");

    public static SafeSynthException Unordered(string column, string type) => new(
        "SS0178", $"A constraint orders column '{column}' of type {type} among columns that it cannot be compared with. Order numbers, dates or datetimes among themselves.");

    public static SafeSynthException Contradiction(string reason) => new(
        "SS0179", $"The constraints contradict each other or the schema: {reason}.");
}
