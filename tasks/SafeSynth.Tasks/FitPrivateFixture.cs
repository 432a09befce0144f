using Microsoft.Build.Framework;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;

namespace SafeSynth.Tasks;

/// <summary>Fits the model of one fixture to its private source. This is the step that spends: each run is a release of its own.</summary>
public sealed class FitPrivateFixture : FixtureTask
{
    private protected override void Run(Fixture fixture, CancellationToken cancel)
    {
        var plan = fixture.ReadPlan() ?? throw new InvalidOperationException("A fixture without a guarantee is only sampled.");
        var price = FixtureFault.InWords(plan.Guarantee);
        Log.LogMessage(MessageImportance.High, "SafeSynth: spending {0} on {1}", price, Path.GetFileName(fixture.Source));

        // Opened before anything is spent: an unwritable path must not cost a release.
        Directory.CreateDirectory(Path.GetDirectoryName(fixture.Model)!);
        using var file = new AtomicFile(fixture.Model);
        var model = Synthesis.Fit(plan, new CsvSource(fixture.Source), new SystemNoise(), new StageLog(Log), cancel);

        ModelFile.Write(model, file.Content);
        file.Commit();
        fixture.Fitted.Set();
    }
}
