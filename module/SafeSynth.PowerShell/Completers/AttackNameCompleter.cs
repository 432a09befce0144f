using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SafeSynth.Attacks;

namespace SafeSynth.Completers;

/// <summary>Completes the names of attacks.</summary>
public sealed class AttackNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from info in AttackInfo.All
        where info.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
        select new CompletionResult(info.Name, info.Name, CompletionResultType.ParameterValue, info.Summary);
}
