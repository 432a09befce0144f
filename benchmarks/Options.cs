using System.Globalization;

namespace SafeSynth.Benchmarks;

/// <summary>The <c>--name value</c> pairs of a command line.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values;

    private Options(Dictionary<string, string> values) => _values = values;

    /// <summary>Reads pairs; a name that the usage text does not show is refused.</summary>
    /// <exception cref="UsageException">An unknown or repeated name, or a name without a value.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments, string usage)
    {
        var names = usage.Split(' ', '[', ']').Where(word => word.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
        var values = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!names.Contains(arguments[i]))
                throw new UsageException($"'{arguments[i]}' is not an option here.");
            if (i + 1 == arguments.Length)
                throw new UsageException($"'{arguments[i]}' needs a value.");
            if (!values.TryAdd(arguments[i], arguments[i + 1]))
                throw new UsageException($"'{arguments[i]}' was given twice.");
        }
        return new Options(values);
    }

    /// <exception cref="UsageException">The option was not given.</exception>
    public string Required(string name) =>
        Optional(name) ?? throw new UsageException($"'{name}' is missing.");

    public string? Optional(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="UsageException">The value is no number.</exception>
    public double Number(string name, double otherwise) => Optional(name) switch
    {
        null => otherwise,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new UsageException($"'{name}' needs a number, not '{text}'."),
    };
}

/// <summary>The command line is wrong; the message says how.</summary>
internal sealed class UsageException(string message) : Exception(message);
