using Microsoft.Build.Framework;
using SafeSynth.Gates;
using SafeSynth.Plans;

namespace SafeSynth.Tasks;

/// <summary>
/// Judges releases and generators, and fails the build where one does not hold. Logs and files hold verdicts only, since logs are kept and
/// shared.
/// </summary>
public sealed class CheckPrivacyGates : PrivacyTask
{
    /// <summary>The <c>PrivacyGate</c> items. Metadata: see the package's README.</summary>
    [Required]
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>The project's directory, which relative paths start from.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>Where the verdicts are written as JUnit XML; empty for nowhere.</summary>
    public string JUnit { get; set; } = "";

    /// <summary>Where the verdicts are written as SARIF; empty for nowhere.</summary>
    public string Sarif { get; set; } = "";

    private protected override void Run(CancellationToken cancel)
    {
        var results = new List<GateResult>();
        foreach (var item in Gates)
        {
            try
            {
                Judge(GateOf(item), results, cancel);
            }
            catch (SafeSynthException fault)
            {
                LogFault(fault, item.GetMetadata("DefiningProjectFullPath"), about: $"PrivacyGate '{item.ItemSpec}': ");
                results.Add(new GateResult(nameof(CheckPrivacyGates), item.ItemSpec, Verdict.Inconclusive, "It can be judged.", Reason: fault.Message));
            }
        }

        VerdictFiles.Save(results, FilePath(JUnit), FilePath(Sarif));
    }

    private protected override string OriginOf(SafeSynthException fault) => BuildEngine.ProjectFileOfTaskNode;

    private IBuildGate GateOf(ITaskItem item)
    {
        if (new ItemMetadata(item, ProjectDirectory).Choice("Kind", GateKind.Release) == GateKind.Guarantee)
            return new AuditGate(item, ProjectDirectory, BuildEngine.ProjectFileOfTaskNode);
        var gate = new ReleaseGate(item, ProjectDirectory);
        foreach (var missing in gate.MissingSources)
        {
            if (!gate.SkipsMissingSource)
                throw FixtureFault.MembersMissing(missing);
            Log.LogMessage(
                MessageImportance.High, "SafeSynth: '{0}' does not exist; the certificate alone is judged.", Path.GetRelativePath(ProjectDirectory, missing));
        }

        return gate;
    }

    private void Judge(IBuildGate gate, List<GateResult> results, CancellationToken cancel)
    {
        foreach (var result in gate.Decide(cancel))
        {
            results.Add(result);
            var (fault, origin) = (GateFault.NotPassed(result), gate.OriginOf(result));
            if (result.Verdict == Verdict.Pass)
                Log.LogMessage(MessageImportance.High, "SafeSynth: {0}: {1}: {2}", result.Subject, result.Gate, result);
            else if (result.Verdict == Verdict.Inconclusive && gate.OnInconclusive == Undecided.Warn)
                Log.LogWarning("privacy", fault.Code, helpKeyword: null, helpLink: null, origin, 0, 0, 0, 0, message: "{0}", fault.Message);
            else
                LogFault(fault, origin);
        }
    }

    private string? FilePath(string path)
    {
        if (path.Length == 0)
            return null;
        var full = Path.GetFullPath(path, ProjectDirectory);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
