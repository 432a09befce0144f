using Microsoft.Build.Framework;
using SafeSynth.Plans;

namespace SafeSynth.Tasks;

/// <summary>One step of one fixture.</summary>
public abstract class FixtureTask : PrivacyTask
{
    private Fixture? _fixture;

    /// <summary>The fixture, as <see cref="ResolvePrivateFixtures"/> hands it on.</summary>
    [Required]
    public ITaskItem? Fixture { get; set; }

    /// <summary>The project's directory, which relative paths start from.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>Where stamps, and models that no item names, are kept.</summary>
    [Required]
    public string StateDirectory { get; set; } = "";

    private protected sealed override void Run(CancellationToken cancel)
    {
        _fixture = new Fixture(Fixture!, ProjectDirectory, StateDirectory);
        Run(_fixture, cancel);
    }

    private protected abstract void Run(Fixture fixture, CancellationToken cancel);

    private protected sealed override string OriginOf(SafeSynthException fault) =>
        _fixture?.OriginOf(fault) ?? BuildEngine.ProjectFileOfTaskNode;
}
