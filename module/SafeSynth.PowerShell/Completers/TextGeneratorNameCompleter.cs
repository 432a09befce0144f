using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SafeSynth.Texts;

namespace SafeSynth.Completers;

/// <summary>Completes the names of generators of texts.</summary>
public sealed class TextGeneratorNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from generator in TextGeneratorCatalog.All
        let info = generator.Info
        where info.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
        select new CompletionResult(info.Name, info.Name, CompletionResultType.ParameterValue, info.Summary);
}
