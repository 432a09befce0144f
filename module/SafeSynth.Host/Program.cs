using SafeSynth.Host;

WordWrap.Allow();
return Invocation.Parse(args) switch
{
    Invocation.Usage { Fault: null } => Answer(Usage.Text),
    Invocation.Usage { Fault: var fault } => Refuse(fault),
    Invocation.Version => Answer(Usage.Version),
    var invocation => Session.Run(invocation),
};

static int Answer(string text)
{
    Console.Out.WriteLine(text);
    return ExitCode.Success;
}

static int Refuse(string fault)
{
    Console.Error.WriteLine($"safesynth: {fault}");
    Console.Error.WriteLine("Run 'safesynth -Help' for usage.");
    return ExitCode.BadUsage;
}
