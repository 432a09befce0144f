using System.Management.Automation;

namespace SafeSynth.Host;

/// <summary>One line of progress at the foot of standard error, shown only on a terminal.</summary>
internal sealed class ProgressLine
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
    private int _length;

    public void Show(ProgressRecord record)
    {
        if (!_isTerminal) return;

        Clear();
        if (record.RecordType == ProgressRecordType.Completed) return;

        var percent = record.PercentComplete >= 0 ? $"{record.PercentComplete,3} % " : "";
        var line = $"{percent}{record.Activity}: {record.StatusDescription}";
        var room = Console.WindowWidth - 1;
        if (room > 0 && line.Length > room) line = line[..room];
        Console.Error.Write(line);
        _length = line.Length;
    }

    public void Clear()
    {
        if (_length == 0) return;
        Console.Error.Write($"\r{new string(' ', _length)}\r");
        _length = 0;
    }
}
