using static System.FormattableString;

namespace SafeSynth.Plans;

/// <summary>SS0xxx: what a plan, a schema or a parameter asks for cannot be done.</summary>
public static class PlanFault
{
    public static SafeSynthException EpsilonNotPositive(double epsilon) => new(
        "SS0100", Invariant($"Epsilon is {epsilon}, but must be a finite number above 0. Common choices are 0.5 to 5; smaller is more private."));

    public static SafeSynthException DeltaOutOfRange(double delta) => new(
        "SS0101", Invariant($"Delta is {delta}, but must be at least 1e-300 and below 1. Choose one far below 1 / (number of people), such as 1e-6."));

    public static SafeSynthException RowsPerUnitOutOfRange(int rows, int largest) => new(
        "SS0102", Invariant($"MaxRowsPerUnit is {rows}, but a person must be allowed 1 to {largest} rows."));

    public static SafeSynthException UnknownKeyColumn(string column, IEnumerable<string> known) => new(
        "SS0103", $"The privacy unit names column '{column}', which the data do not have. They have: {string.Join(", ", known)}.");

    public static SafeSynthException UnknownColumn(string column, IEnumerable<string> known) => new(
        "SS0104", $"The schema declares column '{column}', which the data do not have. They have: {string.Join(", ", known)}. Correct the name, or remove the field.");

    public static SafeSynthException WrongConstraint(string column, string constraint, string value, string type) => new(
        "SS0105", $"Column '{column}' declares {constraint} '{value}', which is not a value of type {type}. Correct the value or the type.");

    public static SafeSynthException BoundsCrossed(string column, string minimum, string maximum) => new(
        "SS0106", $"Column '{column}' declares maximum {maximum} but minimum {minimum}. Swap them, or leave both out to learn bounds privately.");

    public static SafeSynthException BoundsOnUnordered(string column, string type) => new(
        "SS0107", $"Column '{column}' of type {type} declares minimum or maximum, but only integer, number, date and datetime columns have bounds. Remove them.");

    public static SafeSynthException EnumOutOfBounds(string column, string value) => new(
        "SS0124", $"Column '{column}' lists the enum value '{value}', which is outside its declared bounds. Remove the value, or the bounds.");

    public static SafeSynthException EmptyEnum(string column) => new(
        "SS0108", $"Column '{column}' declares an empty enum. List its values, or leave enum out to learn them privately.");

    public static SafeSynthException DuplicateEnum(string column, string value) => new(
        "SS0109", $"Column '{column}' declares the enum value '{value}' twice. Remove one.");

    public static SafeSynthException UnknownType(string column, string type) => new(
        "SS0110", $"Column '{column}' declares type '{type}'. Use integer, number, string, boolean, date or datetime, or leave type out to learn it privately.");

    public static SafeSynthException DuplicateField(string column) => new(
        "SS0111", $"The schema declares column '{column}' twice. Remove one of the two fields.");

    public static SafeSynthException UnknownGenerator(string name, IEnumerable<string> known) => new(
        "SS0113", $"There is no generator '{name}'. Choose one of: {string.Join(", ", known)}.");

    public static SafeSynthException RowsOutOfRange(long rows) => new(
        "SS0114", Invariant($"{rows} rows were asked for, but the number must be 0 or more."));

    public static SafeSynthException SizeOutOfRange(long size) => new(
        "SS0160", Invariant($"The declared size of the data is {size} rows, but must be 1 or more. About the right number will do; leave it out if it is not public."));

    public static SafeSynthException UnknownWorkloadColumn(string column, IEnumerable<string> known) => new(
        "SS0115", $"The workload names column '{column}', which the data do not have. They have: {string.Join(", ", known)}. Correct the name, or leave it out.");

    public static SafeSynthException WaysOutOfRange(string asked) => new(
        "SS0116", $"The workload asks for {asked}, but relations of 2 or of 3 different columns can be asked for. Set ways to 2 or 3, and list two or three columns in each set.");

    public static SafeSynthException PublicDataUnused(string generator, IEnumerable<string> users) => new(
        "SS0168", $"The generator {generator} has no use for public data. Leave them out, or choose {string.Join(" or ", users)}.");

    public static SafeSynthException PublicDataLacks(string data, string column) => new(
        "SS0169", $"The public data '{data}' lack column '{column}', which the private data have. Add it to them, or drop it from the release (role: drop).");

    public static SafeSynthException PublicDataEmpty(string data) => new(
        "SS0170", $"The public data '{data}' have no rows, or none that the schema would not drop. Leave them out.");

    public static SafeSynthException PrivateAsPublic(string path) => new(
        "SS0180", $"'{path}' is named as private data and as public data. What is public costs nothing and is not protected: name another public file, or none.");

    public static SafeSynthException PublicDataUnread(string path) => new(
        "SS0181", $"The plan names the public data '{path}', which were not read. Cmdlets and builds read them; from code, set DpPlan.PublicData (PublicCsv.ReadFor does).");

    public static SafeSynthException MemoryExceeded(string data, string needed, string available) => new(
        "SS0167", $"A release of '{data}' takes about {needed} of memory, but this process may use {available}; nothing was read or spent. " +
        "Declare coarser columns or drop some, choose the generator Independent, fit a random part of the rows, or use a larger machine.");

    public static SafeSynthException EpsilonMissing() => new(
        "SS0117", "No epsilon was given. Name the guarantee you want with -Epsilon (or in the plan); 1 is a common start.");

    public static SafeSynthException OneFileForMany(int sources) => new(
        "SS0118", $"{sources} files were named, but an output file holds one release. Call the command once for each file.");

    public static SafeSynthException NoModel() => new(
        "SS0119", "-Model takes the path of a .dpmodel file, or what New-DpModel or Import-DpModel gave.");

    public static SafeSynthException Unreadable(string what, string path, string reason) => new(
        "SS0121", $"The {what} '{path}' cannot be read: {reason}. Correct the path, or save the file anew.");

    public static SafeSynthException UnknownSpelling(string column, string member, string value, string understood) => new(
        "SS0122", $"Column '{column}' declares {member} '{value}', but {understood}. Convert the column, or declare it as a string.");

    public static SafeSynthException SharedBooleanWord(string column, string word) => new(
        "SS0123", $"Column '{column}' spells both true and false as '{word}'. Give trueValues and falseValues words of their own.");
}
