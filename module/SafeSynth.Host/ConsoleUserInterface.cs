using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace SafeSynth.Host;

/// <summary>Writes results to standard output and everything said about them to standard error.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    private const string Red = "\e[31;1m", Yellow = "\e[33;1m", Reset = "\e[0m";

    private readonly bool _colorsResults = Terminal.ShowsColor(Console.IsOutputRedirected);
    private readonly bool _colorsErrors = Terminal.ShowsColor(Console.IsErrorRedirected);
    private readonly ProgressLine _progress = new();

    /// <summary>Whether an error was shown.</summary>
    public bool HasReportedError { get; private set; }

    /// <summary>Whether what is written next as a result is the text of an error.</summary>
    public bool WritesErrors { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();

    public override bool SupportsVirtualTerminal => true;     // the formatter always decorates; each stream decides below

    public override void Write(string value)
    {
        _progress.Clear();
        HasReportedError |= WritesErrors;
        if (WritesErrors) Console.Error.Write(_colorsErrors ? value : Plain(value));
        else Console.Out.Write(_colorsResults ? value : Plain(value));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value)
    {
        HasReportedError = true;
        WriteAside(value, Red);
    }

    public override void WriteWarningLine(string message) => WriteAside($"WARNING: {message}", Yellow);

    public override void WriteVerboseLine(string message) => WriteAside($"VERBOSE: {message}", Yellow);

    public override void WriteDebugLine(string message) => WriteAside($"DEBUG: {message}", Yellow);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    /// <summary>Removes what only matters while the work goes on.</summary>
    public void Finish() => _progress.Clear();

    public override string ReadLine()
    {
        Terminal.MustAnswer();
        return Console.In.ReadLine() ?? throw new NotSupportedException("A question needs an answer, but the input has ended.");
    }

    public override SecureString ReadLineAsSecureString() =>
        throw new NotSupportedException("safesynth does not read secrets from the terminal. Pass the path of a key file.");

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Terminal.MustAnswer(string.Join(", ", descriptions.Select(field => $"-{field.Name}")));
        WriteAside($"{caption}{Environment.NewLine}{message}", "");
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            Console.Error.Write($"{field.Name}: ");
            answers[field.Name] = PSObject.AsPSObject(ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Terminal.MustAnswer("-Confirm:$false or -Force");
        WriteAside($"{caption}{Environment.NewLine}{message}", "");
        var keys = choices.Select((choice, index) => (Key: KeyOf(choice.Label), Label: choice.Label.Replace("&", ""), Index: index)).ToList();
        while (true)
        {
            var suffix = defaultChoice >= 0 ? $" (default is \"{keys[defaultChoice].Key}\")" : "";
            Console.Error.Write($"{string.Join("  ", keys.Select(choice => $"[{choice.Key}] {choice.Label}"))}{suffix}: ");
            var answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0) return defaultChoice;

            foreach (var choice in keys)
            {
                if (answer.Equals(choice.Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(choice.Label, StringComparison.OrdinalIgnoreCase))
                    return choice.Index;
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException("safesynth does not ask for credentials.");

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    private static string KeyOf(string label)
    {
        var mark = label.IndexOf('&');
        return mark >= 0 && mark + 1 < label.Length ? label.Substring(mark + 1, 1) : label;
    }

    private void WriteAside(string message, string color)
    {
        _progress.Clear();
        Console.Error.WriteLine(_colorsErrors ? $"{color}{message}{Reset}" : Plain(message));
    }

    private static string Plain(string text) => new StringDecorated(text).ToString(OutputRendering.PlainText);
}
