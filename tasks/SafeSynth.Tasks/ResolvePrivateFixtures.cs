using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SafeSynth.Plans;

namespace SafeSynth.Tasks;

/// <summary>Checks all <c>PrivateFixture</c> items and decides which are fitted and which are sampled; reads no private row.</summary>
public sealed class ResolvePrivateFixtures : PrivacyTask
{
    /// <summary>The items. Metadata: see the package's README.</summary>
    [Required]
    public ITaskItem[] Fixtures { get; set; } = [];

    /// <summary>The project's directory, which relative paths start from.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>Where stamps, and models that no item names, are kept.</summary>
    [Required]
    public string StateDirectory { get; set; } = "";

    /// <summary>The fixtures whose model is fitted to private rows, with <c>Inputs</c> and <c>Stamp</c>.</summary>
    [Output]
    public ITaskItem[] Releases { get; private set; } = [];

    /// <summary>The fixtures that are sampled from a model, with <c>Inputs</c> and <c>Stamp</c>.</summary>
    [Output]
    public ITaskItem[] Samples { get; private set; } = [];

    private protected override void Run(CancellationToken cancel)
    {
        var resolved = new List<(ITaskItem Item, Fixture Fixture)>();
        foreach (var item in Fixtures)
        {
            try
            {
                var fixture = new Fixture(item, ProjectDirectory, StateDirectory);
                RefuseTakenName(fixture, resolved.Select(other => other.Fixture));
                resolved.Add((item, fixture));
            }
            catch (SafeSynthException fault)
            {
                LogFault(fault, item.GetMetadata("DefiningProjectFullPath"), about: $"PrivateFixture '{item.ItemSpec}': ");
            }
        }

        var wanted = resolved.Where(entry => IsWanted(entry.Fixture)).ToList();
        foreach (var (_, fixture) in wanted.Where(entry => entry.Fixture is { IsRelease: true, HasSource: true } fixture && fixture.Unused.IsSetAfter(fixture.FitInputs)))
            LogFault(FixtureFault.StillUnused(fixture.Item), fixture.Plan ?? fixture.ProjectFile);
        if (Log.HasLoggedErrors)
            return;

        var fitted = wanted.Where(entry => entry.Fixture is { IsRelease: true, HasSource: true });
        Releases = [.. fitted.Select(entry => Release(entry.Item, entry.Fixture))];
        Samples = [.. wanted.Select(entry => Sample(entry.Item, entry.Fixture))];
    }

    private protected override string OriginOf(SafeSynthException fault) => BuildEngine.ProjectFileOfTaskNode;

    private static void RefuseTakenName(Fixture fixture, IEnumerable<Fixture> others)
    {
        foreach (var other in others)
        {
            if (other.Name.Equals(fixture.Name, StringComparison.OrdinalIgnoreCase))
                throw FixtureFault.NameTaken(other.Item, Path.GetFileName(fixture.OutFile));
            if (other.IsRelease && fixture.IsRelease && other.Model == fixture.Model)
                throw FixtureFault.NameTaken(other.Item, Path.GetFileName(fixture.Model));
        }
    }

    private bool IsWanted(Fixture fixture)
    {
        if (!fixture.IsRelease || fixture.HasSource || fixture.OnMissingSource == MissingSource.UseModel)
            return true;

        if (fixture.OnMissingSource == MissingSource.Skip)
            Log.LogMessage(MessageImportance.Normal, "SafeSynth: '{0}' does not exist; skipped.", fixture.Item);
        else
            LogFault(FixtureFault.SourceMissing(fixture.Item), fixture.Source);
        return false;
    }

    private static TaskItem Release(ITaskItem item, Fixture fixture)
    {
        fixture.Fitted.Reconcile(product: fixture.Model);
        return Step(item, fixture, fixture.Fitted, fixture.FitInputs);
    }

    private static TaskItem Sample(ITaskItem item, Fixture fixture)
    {
        fixture.Sampled.Reconcile(product: fixture.OutFile);
        return Step(item, fixture, fixture.Sampled, fixture.SampleInputs);
    }

    private static TaskItem Step(ITaskItem item, Fixture fixture, Stamp stamp, IEnumerable<string> inputs)
    {
        var step = new TaskItem(item);
        step.SetMetadata(Fixture.DeclaredIn, fixture.ProjectFile);
        step.SetMetadata("Inputs", string.Join(';', inputs));
        step.SetMetadata("Stamp", stamp.Path);
        return step;
    }
}
