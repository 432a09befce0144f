using System.Globalization;
using System.Management.Automation.Host;

namespace SafeSynth.Host;

/// <summary>The part of a PowerShell host that is not its user interface: name, culture and the wish to exit.</summary>
internal sealed class ConsoleHost : PSHost
{
    private readonly ConsoleUserInterface _ui = new();

    /// <summary>The code of <c>exit n</c>, or null when no script asked to exit.</summary>
    public int? RequestedExit { get; private set; }

    public ConsoleUserInterface Console => _ui;

    public override PSHostUserInterface UI => _ui;

    public override string Name => "safesynth";

    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => RequestedExit = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("safesynth has no nested prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("safesynth has no nested prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
