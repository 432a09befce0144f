using System.Management.Automation;
using SafeSynth.Audit;
using SafeSynth.Completers;
using SafeSynth.Gates;
using SafeSynth.Output;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>Audits generators: do they keep what they claim where nothing hides a breach?</summary>
/// <remarks>
/// A generator is fitted many times to two made-up tables that differ in one row, the worst that one row can do, and the releases are told
/// apart as well as that is possible at all. What that shows epsilon to be at least (95 %) is set beside what is claimed. More than the
/// whole claimed curve allows is a bug, at 1 - 10^-6 over all generators together, and the verdict Fail. No private row is read, no account
/// charged. White box: all noisy answers of a fit. Black box: its synthetic rows alone, which tell far less. Generators of texts that need
/// no language model are audited in the same way, on made-up texts, and in a second way (Canaries): many texts with rare endings are hidden
/// in one release, each by a coin, and what is released is searched for them.
/// </remarks>
/// <example>
/// <para>Audit all generators at epsilon 1</para>
/// <code>Test-DpGuarantee</code>
/// </example>
/// <example>
/// <para>See that the audit finds a bug: mechanisms that draw half their noise</para>
/// <code>Test-DpGuarantee OneShot -HalfTheNoise</code>
/// </example>
/// <example>
/// <para>A few fits with every build, judged over all builds</para>
/// <code>$null = Test-DpGuarantee OneShot -Fits 2000 -History ./canaries.jsonl; Test-PrivacyGate -History ./canaries.jsonl</code>
/// </example>
/// <example>
/// <para>All bounds of one generator, more fits, the same in every run</para>
/// <code>Test-DpGuarantee Mst -Epsilon 1 -Delta 1e-9 -Fits 100000 -Seed 1 | Select-Object -ExpandProperty Bounds</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DpGuarantee")]
[OutputType(typeof(GuaranteeView))]
public sealed class TestDpGuaranteeCommand : DpCmdlet
{
    private readonly List<string> _asked = [];

    /// <summary>
    /// The names of the generators; wildcards are allowed. All of tables when left out; one of texts, such as NGram, by its name.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GeneratorNameCompleter))]
    public string[] Generator { get; set; } = ["*"];

    /// <summary>The epsilon that is claimed.</summary>
    [Parameter]
    public double Epsilon { get; set; } = 1;

    /// <summary>The delta that is claimed.</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    /// <summary>Which data sets must look alike: AddRemove (one person more or less) or ReplaceOne (one person exchanged).</summary>
    [Parameter]
    public Neighbors Neighbors { get; set; }

    /// <summary>How many fits to each of the two tables, on average: the more, the nearer the bound comes to the truth.</summary>
    [Parameter]
    [ValidateRange(GuaranteeAudit.FewestFits, 10_000_000)]
    public int Fits { get; set; } = 50_000;

    /// <summary>How many canaries to hide in one release of texts.</summary>
    [Parameter]
    [ValidateRange(20, 100_000)]
    public int Canary { get; set; } = 500;

    /// <summary>
    /// Decides all that is drawn at random, so that an audit can be repeated. When left out, noise is drawn as for releases.
    /// </summary>
    [Parameter]
    public ulong? Seed { get; set; }

    /// <summary>Plants a bug: mechanisms draw half the noise that they are priced for. The audit must find it.</summary>
    [Parameter]
    public SwitchParameter HalfTheNoise { get; set; }

    /// <summary>
    /// Adds what was found to this file, a round for each generator, for 'Test-PrivacyGate -History' to judge over all runs. The same fits
    /// a second time are refused.
    /// </summary>
    [Parameter]
    public string? History { get; set; }

    protected override void Process() => _asked.AddRange(Generator);

    protected override void End()
    {
        string[] names = [.. CatalogNames.Choose(_asked, GuaranteeAudit.Generators, info => info.Name, GuaranteeAudit.Find).Select(info => info.Name)];
        var claimed = new Guarantee(Epsilon, Delta, neighbors: Neighbors);
        var gate = new GuaranteeGate(Math.Max(1, names.Length));
        var history = History is null ? null : GateHistory.Read(Resolve(History));
        foreach (var name in names)
        {
            WriteObject(RunWithProgress("Auditing", pump =>
            {
                var report = GuaranteeAudit.Run(name, claimed, Fits, Seed, HalfTheNoise, pump, StopToken);
                if (GuaranteeAudit.OfTexts.Contains(report.Generator))
                    report = report with { Canaries = CanaryAudit.Run(name, claimed, Canary, Seed, StopToken) };
                history?.AddOrThrow(report);
                return GuaranteeView.Of(report, gate.Decide(report, StopToken));
            }));
        }
    }
}
