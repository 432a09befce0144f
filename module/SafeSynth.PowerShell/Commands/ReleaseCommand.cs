using System.Management.Automation;
using System.Runtime.CompilerServices;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Ingest;
using SafeSynth.Output;
using SafeSynth.Plans;

namespace SafeSynth.Commands;

/// <summary>
/// A cmdlet that releases a model of private rows, or rows that are drawn from one: what vouches for it, and where rows go.
/// </summary>
public abstract class ReleaseCommand : PrivateRowsCommand
{
    private CertificateSigner? _signer;

    /// <summary>The JSON certificate to write: what was promised, and how it follows. When left out, it stands beside -OutFile.</summary>
    [Parameter]
    public string? Certificate { get; set; }

    /// <summary>A private ECDSA key (P-256, PEM) that signs the certificate.</summary>
    [Parameter]
    public string? SigningKey { get; set; }

    /// <summary>The file that holds the release itself; null where it is emitted.</summary>
    private protected abstract string? Product { get; }

    /// <summary>The full path of the certificate; null for none.</summary>
    private protected string? CertificatePath =>
        Certificate is not null ? Resolve(Certificate) : Product is null ? null : CertificateFile.PathFor(Resolve(Product));

    private protected override IEnumerable<string?> PublicFiles => [.. base.PublicFiles, SigningKey];

    /// <summary>The key that signs certificates, read when it is first asked for; null for none.</summary>
    private protected CertificateSigner? Signer => SigningKey is null ? null : _signer ??= CertificateSigner.Read(Resolve(SigningKey));

    /// <summary>
    /// Fits a model and releases it. If that fails after the fit is spent, the model is kept where it can be found again.
    /// </summary>
    /// <param name="source">The private rows.</param>
    /// <param name="fit">Fits the model.</param>
    /// <param name="release">Emits or writes what the fit is wanted for.</param>
    /// <exception cref="UnusedFitException">The fit is spent and cannot be used; it is kept.</exception>
    private protected void ReleaseOrKeep(IRowSource source, Func<ProgressPump, FittedModel> fit, Action<FittedModel> release)
    {
        try
        {
            var model = RunWithProgress($"Fitting {source.Name}", fit);
            foreach (var line in ReportInWords.Of(model.Report)) WriteVerbose(line);
            ReleaseOrThrow(model, release);
        }
        catch (UnusedFitException unused)
        {
            throw Kept(unused);
        }
    }

    /// <summary>Emits rows as objects or, where they go to a file, draws them all and tells of progress.</summary>
    /// <param name="batches">The rows.</param>
    /// <param name="rows">How many are expected.</param>
    /// <param name="stage">What progress says after each batch; null for the usual. Objects are emitted without progress unless it is
    /// given.</param>
    private protected void Deliver(IEnumerable<Table> batches, long rows, Func<string>? stage = null)
    {
        if (Product is null) Emit(batches, rows, stage);
        else RunWithProgress($"Writing {Product}", pump => Exhaust(batches, rows, pump, stage));
    }

    /// <summary>A fitted model, or the one in the file of this path.</summary>
    /// <exception cref="SafeSynthException">SS0119: it is neither. SS4nnn: the file cannot be read as one.</exception>
    private protected FittedModel ModelOf(object model)
    {
        if (GivenModel.PathOf(model, Resolve) is { } path)
        {
            Subject = path;
            RefuseToOverwrite([path]);
        }

        return GivenModel.Read(model, Resolve);
    }

    /// <summary>Whether the user agrees to a number of rows from a model, which cost nothing of the budget.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="model">The model.</param>
    /// <param name="work">What they take beside, in further sentences.</param>
    private protected bool AgreesToDraw(long rows, FittedModel model, string work = "")
    {
        var action = FormattableString.Invariant($"draw {rows} rows from the model '{model.Report.DataName}'. Sampling is free: nothing is spent.{work}");
        return ShouldProcess(action, $"This will {action}", "Sample a model");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _signer?.Dispose();
        base.Dispose(disposing);
    }

    private static void ReleaseOrThrow(FittedModel model, Action<FittedModel> release)
    {
        try
        {
            release(model);
        }
        catch (SafeSynthException fault)
        {
            throw new UnusedFitException(fault, model);
        }
    }

    private UnusedFitException Kept(UnusedFitException unused) =>
        Product is { } path && unused.KeptBeside(Resolve(path)) is var kept && kept != unused ? kept
        : new UnusedFitException(
            unused.Reason, unused.Model, "its model is the target of this error, $Error[0].TargetObject; draw from it with New-DpSyntheticData -Model");

    private void Emit(IEnumerable<Table> batches, long rows, Func<string>? stage)
    {
        var (emitted, shown) = (0L, new ProgressRecord(RuntimeHelpers.GetHashCode(this), "Writing", "Writing"));
        foreach (var row in batches.SelectMany(RowObjects.Of))
        {
            StopToken.ThrowIfCancellationRequested();
            WriteObject(row);
            if (stage is null) continue;
            shown.StatusDescription = stage();
            shown.PercentComplete = (int)Math.Min(100, 100 * ++emitted / Math.Max(1, rows));
            WriteProgress(shown);
        }

        if (emitted == 0) return;
        shown.RecordType = ProgressRecordType.Completed;
        WriteProgress(shown);
    }

    private long Exhaust(IEnumerable<Table> batches, long rows, ProgressPump pump, Func<string>? stage)
    {
        var written = 0L;
        foreach (var batch in batches)
        {
            StopToken.ThrowIfCancellationRequested();
            written += batch.RowCount;
            pump.Report(new StageProgress(stage?.Invoke() ?? "Drawing rows", (double)written / rows));
        }

        return written;
    }
}
