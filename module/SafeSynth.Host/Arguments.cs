using System.Collections;
using System.Management.Automation;
using System.Text;

namespace SafeSynth.Host;

/// <summary>Gives the words of a command line to a command as PowerShell's own parser would, except that no word is ever code.</summary>
/// <remarks>Values stay strings; the engine converts them to the types of the parameters, with its invariant culture.</remarks>
internal static class Arguments
{
    /// <exception cref="ParameterBindingException">A name is unknown or ambiguous.</exception>
    /// <exception cref="ArgumentException">A value is missing, or a switch has something else than true or false.</exception>
    public static void Bind(PowerShell shell, CommandInfo command, IReadOnlyList<string> words)
    {
        var lists = new Dictionary<string, List<object?>>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "--")
            {
                foreach (var word in words.Skip(i + 1)) shell.AddArgument(word);
                break;
            }

            if (!IsName(words[i]))
            {
                shell.AddArgument(Value(words[i]));
                continue;
            }

            var (name, attached) = Split(words[i]);
            var parameter = command.ResolveParameter(name);
            if (parameter.ParameterType == typeof(SwitchParameter))
            {
                shell.AddParameter(parameter.Name, attached is null || Truth(parameter.Name, attached));
                continue;
            }

            var text = attached ?? (i + 1 < words.Count ? words[++i] : throw new ArgumentException($"-{parameter.Name} needs a value."));
            if (IsList(parameter.ParameterType)) (lists.TryGetValue(parameter.Name, out var list) ? list : lists[parameter.Name] = []).AddRange(Items(text));
            else shell.AddParameter(parameter.Name, Literal(text));
        }

        foreach (var (name, values) in lists) shell.AddParameter(name, values.ToArray());
    }

    /// <summary>A word like <c>-Epsilon</c>, but not <c>-1</c> or <c>-.5</c>.</summary>
    private static bool IsName(string word) => word.Length > 1 && word[0] == '-' && (char.IsLetter(word[1]) || word[1] is '_' or '?');

    private static (string Name, string? Attached) Split(string word)
    {
        var colon = word.IndexOf(':');
        return colon < 0 ? (word[1..], null) : (word[1..colon], word[(colon + 1)..]);
    }

    private static bool Truth(string name, string text) => text.TrimStart('$').ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new ArgumentException($"-{name} is a switch: write -{name}, -{name}:$true or -{name}:$false, not '{text}'."),
    };

    private static bool IsList(Type type) => type.IsArray || (type != typeof(string) && typeof(IList).IsAssignableFrom(type));

    private static object? Value(string word) => Items(word) is [var single] ? single : Items(word).ToArray();

    /// <summary>The parts between commas; a backtick keeps a comma.</summary>
    private static List<object?> Items(string text)
    {
        var items = new List<object?>();
        var item = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`' && i + 1 < text.Length && text[i + 1] == ',')
            {
                item.Append(text[++i]);
            }
            else if (text[i] == ',')
            {
                items.Add(Literal(item.ToString()));
                item.Clear();
            }
            else
            {
                item.Append(text[i]);
            }
        }

        items.Add(Literal(item.ToString()));
        return items;
    }

    /// <summary>The three constants that no string converts to; every other word is itself.</summary>
    private static object? Literal(string text) => text.ToLowerInvariant() switch
    {
        "$true" => true,
        "$false" => false,
        "$null" => null,
        _ => text,
    };
}
