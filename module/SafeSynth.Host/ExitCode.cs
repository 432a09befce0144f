namespace SafeSynth.Host;

/// <summary>
/// What <c>safesynth</c> tells the shell. A script's own <c>exit n</c> comes before these, and so do Test-PrivacyGate's 2 (Fail) and 3
/// (Inconclusive).
/// </summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>At least one error was reported.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense; nothing ran.</summary>
    public const int BadUsage = 2;

    /// <summary>Stopped by Ctrl-C, as shells count it (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by a request to end (128 + SIGTERM).</summary>
    public const int Terminated = 143;
}
