using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SafeSynth.Data;

namespace SafeSynth.Completers;

/// <summary>
/// Completes the names of columns from the header of the file that -Path, -LiteralPath, -Member or -Real names; no row is read.
/// </summary>
public sealed class ColumnNameCompleter : IArgumentCompleter
{
    private static readonly string[] FileParameters = ["Path", "LiteralPath", "Member", "Real"];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        var path = FileParameters.Select(parameter => fakeBoundParameters[parameter]).OfType<string>().FirstOrDefault();
        return from name in ColumnsOf(path)
               where name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
               select new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, $"a column of {path}");
    }

    // Whatever is wrong with the file is told when the command runs; here it only means that nothing can be offered.
    private static IReadOnlyList<string> ColumnsOf(string? path)
    {
        try
        {
            return path is null ? [] : new CsvSource(Resolve(path)).ReadColumnNames();
        }
        catch (Exception fault) when (Fault.IsTheUsers(fault) || fault is RuntimeException)
        {
            return [];
        }
    }

    // Completion runs in the session's own thread, whose location only a script can ask for while the pipeline is busy.
    private static string Resolve(string path) => (string)ScriptBlock.Create(
        "param($path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path)").Invoke(path).Single().BaseObject;

    private static string Quoted(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
