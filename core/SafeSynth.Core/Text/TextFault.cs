using static System.FormattableString;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>SS021x, SS023x, SS024x: what is asked of texts cannot be done.</summary>
public static class TextFault
{
    public static SafeSynthException UnknownColumn(string column, IEnumerable<string> known) => new(
        "SS0210", $"There is no column '{column}' to take texts or labels from. The data have: {string.Join(", ", known)}. Correct the name.");

    public static SafeSynthException SameColumn(string column) => new(
        "SS0211", $"Column '{column}' is named twice: text, label, attributes and the key of the privacy unit must be columns of their own.");

    public static SafeSynthException UnreadableWords(string path, string reason) => new(
        "SS0212", $"The list of words '{path}' cannot be read: {reason}. Correct the path.");

    public static SafeSynthException NoWords(string path) => new(
        "SS0213", $"The list of words '{path}' holds no word. List words, one to a line, or leave it out.");

    public static SafeSynthException TooManyLabels(string column, long labels, int limit) => new(
        "SS0214", Invariant($"Column '{column}' declares {labels} values, but {limit} can be told apart at most. Declare an enum of fewer, or leave out those of a label to learn them privately."));

    public static SafeSynthException UndeclaredAttribute(string column) => new(
        "SS0230", $"Column '{column}' is to be an attribute of texts, but its values are not declared. Declare an enum for it in a schema, or name it as the label, which is learned privately.");

    public static SafeSynthException TooManyAttributes(double combinations, int limit) => new(
        "SS0231", Invariant($"The attributes have {combinations:G6} combinations of values, but {limit} can be counted at most. Name fewer attributes, or declare fewer values."));

    public static SafeSynthException NotHeeded(string generator, string what) => new(
        "SS0232", $"The generator '{generator}' has no use for {what}. Leave that out, or choose another generator: Get-DpGenerator -Text lists them.");

    public static SafeSynthException NotKept(string generator) => new(
        "SS0233", $"The generator '{generator}' shows private texts to the language model, so its answers are kept nowhere and its run cannot be taken up again. Leave -Checkpoint out.");

    public static SafeSynthException NotTexts(string column) => new(
        "SS0240", $"Column '{column}' cannot be written anew as texts: it is the key of the privacy unit, or has a type, a domain, 'unique' or 'writtenFor' that says otherwise. Give it \"role\": \"text\" and no more than type string.");

    public static SafeSynthException WrittenForNothing(string column, string named) => new(
        "SS0241", $"Column '{column}' is to be written for the values of '{named}', but the table has no such column that a model sees. Name one of its modelled columns.");

    public static SafeSynthException ModelOfTables(string model) => new(
        "SS0215", $"The model '{model}' is of a table and has no column of texts. Draw rows from it with New-DpSyntheticData.");
}
