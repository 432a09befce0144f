using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SafeSynth.Generators;

namespace SafeSynth.Completers;

/// <summary>Completes the names of generators.</summary>
public sealed class GeneratorNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from generator in GeneratorCatalog.All
        let info = generator.Info
        where info.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
        select new CompletionResult(info.Name, info.Name, CompletionResultType.ParameterValue, info.Summary);
}
