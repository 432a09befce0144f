using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SafeSynth.Adapters.Language;
using SafeSynth.Plans;

namespace SafeSynth.Completers;

/// <summary>Completes the names of models with those that the server has, at -Endpoint or the usual address.</summary>
public sealed class ModelNameCompleter : IArgumentCompleter
{
    /// <summary>Who presses Tab does not wait: a server that is there answers in milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        var endpoint = fakeBoundParameters["Endpoint"] as string;
        return from name in InstalledAt(endpoint)
               where name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
               orderby name
               select new CompletionResult(name, name, CompletionResultType.ParameterValue, $"a model at {OllamaEndpoint.Of(endpoint).AbsoluteUri}");
    }

    // Whatever is wrong with the server is told when the command runs.
    private static IReadOnlyList<string> InstalledAt(string? endpoint)
    {
        using var enough = new CancellationTokenSource(Patience);
        try
        {
            return OllamaSession.NamesAt(endpoint, enough.Token);
        }
        catch (Exception fault) when (fault is SafeSynthException or OperationCanceledException)
        {
            return [];
        }
    }
}
