using Microsoft.Build.Framework;
using SafeSynth.Adapters;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tasks;

/// <summary>Draws the synthetic rows of one fixture from its model, which spends nothing however often it is done.</summary>
public sealed class SamplePrivateFixture : FixtureTask
{
    private protected override void Run(Fixture fixture, CancellationToken cancel)
    {
        var model = ModelFile.Read(fixture.Model);
        var plan = fixture.ReadPlan();
        if (plan is not null && plan.Guarantee != model.Report.Guarantee)
            throw FixtureFault.OtherGuarantee(fixture.Model, model.Report.Guarantee, plan.Guarantee);

        model = model.Given(plan?.Where ?? []);
        if (PlanWarning.OfNoRows(model, plan?.Rows ?? fixture.Rows) is { } warning)
            Log.LogWarning(null, warning.Code, null, null, null, 0, 0, 0, 0, "{0}", warning.Message);
        var rows = Write(fixture, model, plan, cancel);
        fixture.Sampled.Set();

        var isFitted = fixture is { IsRelease: true, HasSource: true };
        Log.LogMessage(
            MessageImportance.High,
            "SafeSynth: {0} -> {1} ({2} rows, {3}{4}{5}{6})",
            Path.GetFileName(isFitted ? fixture.Source : fixture.Model),
            Path.GetRelativePath(ProjectDirectory, fixture.OutFile).Replace('\\', '/'),
            rows,
            FixtureFault.InWords(model.Report.Guarantee),
            model.Report.DataVersion is { } label ? $", release {label}" : "",
            isFitted && fixture.Ledger is not null ? LedgerInWords(fixture.Ledger) : "",
            isFitted ? "" : ", nothing spent");
    }

    private static string LedgerInWords(string path)
    {
        var ledger = Ledger.Open(path);
        return FormattableString.Invariant($", {ledger.Left.Rho / ledger.Account.Budget.Rho:P0} of the account's budget left");
    }

    private static long Write(Fixture fixture, FittedModel model, DpPlan? plan, CancellationToken cancel)
    {
        foreach (var path in new[] { fixture.OutFile, fixture.Report, fixture.Certificate }.OfType<string>())
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        var columns = model.Report.Layout.Columns.Where(column => column is not DroppedColumn).Select(column => column.Name);
        using var files = new ReleaseWriter(new ReleasePaths(fixture.OutFile, fixture.Report, fixture.Certificate), [.. columns]);
        var batches = model.Sample(plan?.Rows ?? fixture.Rows, plan?.Seed ?? fixture.Seed, new BogusFakes(), cancel);
        return files.Write(model, batches).Sum(batch => (long)batch.RowCount);
    }
}
