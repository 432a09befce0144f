using System.Management.Automation.Host;

namespace SafeSynth.Host;

/// <summary>What the process's standard streams can do.</summary>
internal static class Terminal
{
    /// <summary>The width that tables are laid out for when nobody is looking, as pwsh does.</summary>
    private const int WidthOfFile = 120;

    public static int Width
    {
        get
        {
            if (Console.IsOutputRedirected) return WidthOfFile;
            return Console.WindowWidth is > 0 and var width ? width : WidthOfFile;
        }
    }

    /// <summary>Colours are for terminals, and only where NO_COLOR (no-color.org) is not set.</summary>
    public static bool ShowsColor(bool isRedirected) =>
        !isRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Refuses to wait for an answer that nobody can give.</summary>
    /// <exception cref="HostException">Standard input or standard error is no terminal.</exception>
    public static void MustAnswer(string instead = "the value as a parameter")
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            throw new HostException($"A question needs an answer, but there is no terminal to ask on. Pass {instead}.");
    }
}
