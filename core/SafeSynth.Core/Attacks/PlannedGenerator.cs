using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Attacks;

/// <summary>The generator that a plan asks for, schema and guarantee included, in the hand of an attacker.</summary>
/// <param name="plan">What the owner asks, or would ask, of a release.</param>
public sealed class PlannedGenerator(DpPlan plan) : IShadowGenerator
{
    public string Name => plan.Generator ?? Generators.GeneratorCatalog.Default.Info.Name;

    /// <summary>What a release of a table with these columns would keep.</summary>
    /// <exception cref="SafeSynthException">The plan does not fit the columns.</exception>
    public ReleaseCap CapFor(IReadOnlyList<string> columns)
    {
        var terms = Synthesis.TermsOf(plan, columns);
        return ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition);
    }

    public ShadowRelease Release(OwnerTable rows, ulong seed, CancellationToken cancel)
    {
        var random = new SampleRandom(seed);
        var model = Synthesis.Fit(plan, rows.AsSource(), new InsecureNoise(random.NextBits()), progress: null, cancel);
        var synthetic = model.Given(plan.Where).Sample(plan.Rows, random.NextBits(), new PatternFakes(), cancel);
        return new ShadowRelease(OwnerTable.Of(Name, Synthesis.ColumnsOf(plan, rows.ColumnNames), synthetic), model);
    }
}
