using Microsoft.Build.Framework;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;

namespace SafeSynth.Tasks;

/// <summary>Fits the model of one fixture to its private source. This is the step that spends: each run is a release of its own.</summary>
public sealed class FitPrivateFixture : FixtureTask
{
    private protected override void Run(Fixture fixture, CancellationToken cancel)
    {
        var plan = PublicCsv.ReadFor(
            fixture.ReadPlan() ?? throw new InvalidOperationException("A fixture without a guarantee is only sampled."), [fixture.Source], cancel);
        var (source, noise) = (new CsvSource(fixture.Source), NoiseChoice.Of(fixture.KeyFile, fixture.DataVersion));
        foreach (var warning in noise.Warnings)
            Log.LogWarning("{0}", warning);
        Log.LogMessage(
            MessageImportance.High, fixture.DataVersion is null ? "SafeSynth: spending {0} on {1}" : "SafeSynth: fitting {1} as release {2} ({0})",
            FixtureFault.InWords(plan.Guarantee), Path.GetFileName(fixture.Source), fixture.DataVersion);

        // Opened before anything is spent: an unwritable path must not cost a release.
        Directory.CreateDirectory(Path.GetDirectoryName(fixture.Model)!);
        using var file = new AtomicFile(fixture.Model);
        var ledger = fixture.Ledger is null
            ? null
            : PlanAccount.Open(fixture.Ledger, source.Name, Synthesis.TermsOf(plan, source.ReadColumnNames()), plan.Account);
        var charged = ledger?.Releases.Count;
        var model = Fit();
        if (ledger is not null && ledger.Releases.Count == charged)
            Log.LogMessage(MessageImportance.High, "SafeSynth: the same release as before: nothing spent");

        ModelFile.Write(model, file.Content);
        file.Commit();
        fixture.Fitted.Set();

        FittedModel Fit()
        {
            try
            {
                return Synthesis.Fit(plan, source, noise.Noise, new StageLog(Log), cancel, ledger);
            }
            catch (UnusedFitException unused)
            {
                fixture.Unused.Set();
                throw unused.KeptBeside(fixture.Model);
            }
        }
    }
}
