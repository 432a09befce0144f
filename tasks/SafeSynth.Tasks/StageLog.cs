using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SafeSynth.Generators;

namespace SafeSynth.Tasks;

/// <summary>Tells of the stages of a fit in detailed logs. They depend on public facts and time alone.</summary>
internal sealed class StageLog(TaskLoggingHelper log) : IProgress<StageProgress>
{
    public void Report(StageProgress value) => log.LogMessage(MessageImportance.Low, "SafeSynth: {0}", value.Stage);
}
