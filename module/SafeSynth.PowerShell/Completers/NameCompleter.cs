using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SafeSynth.Completers;

/// <summary>Completes the names of what a catalogue lists.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    private protected abstract IEnumerable<(string Name, string Summary)> Listed { get; }

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from entry in Listed
        where entry.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
        select new CompletionResult(entry.Name, entry.Name, CompletionResultType.ParameterValue, entry.Summary);
}
