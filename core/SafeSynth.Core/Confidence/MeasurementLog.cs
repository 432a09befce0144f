using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Confidence;

/// <summary>Passes measurements through, and remembers the noisy counts of marginals for <see cref="ErrorBars"/>.</summary>
/// <remarks>
/// It sees what the generator sees: noisy answers alone. So whatever generator measures, its error bars come of themselves.
/// </remarks>
internal sealed class MeasurementLog(IPrivateData data) : IPrivateData
{
    /// <summary>The most counts that are remembered, 32 MB of them; of later marginals the noise alone is known.</summary>
    private const long MostCounts = 1 << 22;

    private readonly List<(ModelledColumn[], CountNoise, long[]?)> _marginals = [];
    private readonly List<(ModelledColumn[], CountNoise, long[], long)> _looks = [];
    private long _kept;

    public PublicFacts Facts => data.Facts;

    public BudgetScope Budget => data.Budget;

    /// <summary>The marginals that were counted, in order.</summary>
    public IEnumerable<(ModelledColumn[] Columns, CountNoise Noise, long[]? Counts)> Marginals => _marginals;

    /// <summary>The marginals of which a noisy answer said how far an estimate was off.</summary>
    public IEnumerable<(ModelledColumn[] Columns, CountNoise Noise, long[] Estimate, long Error)> Looks => _looks;

    public TNoisy Measure<T, TNoisy>(PrivateQuery<T> query, Mechanism<T, TNoisy> mechanism)
    {
        var answer = data.Measure(query, mechanism);
        if (answer is MarginalCounts counts
            && CountNoise.Of(mechanism.CostOf(query.Under(Facts.Guarantee.Unit, Facts.Guarantee.Neighbors))) is { } noise)
            Remember(query, noise, counts.Cells);
        return answer;
    }

    private void Remember(object query, CountNoise noise, long[][] cells)
    {
        if (query is MarginalQuery marginals)
        {
            foreach (var (clique, counts) in marginals.Cliques.Zip(cells))
                if (ColumnsOf(marginals.Codings, clique) is { } columns)
                    _marginals.Add((columns, noise, Fits(counts) ? counts : null));
        }
        else if (query is MarginalErrorVectorQuery errors)
        {
            foreach (var ((clique, estimate), error) in errors.Marginals.Cliques.Zip(errors.Marginals.Estimates).Zip(cells[0]))
                if (ColumnsOf(errors.Marginals.Codings, clique) is { } columns && Fits(estimate))
                    _looks.Add((columns, noise, estimate, error));
        }
    }

    private bool Fits(long[] counts)
    {
        if (_kept + counts.Length > MostCounts)
            return false;
        _kept += counts.Length;
        return true;
    }

    // Columns as models see them; null of anything else that is counted, and of the number of rows.
    private static ModelledColumn[]? ColumnsOf(IReadOnlyList<Coding> codings, Clique clique)
    {
        var columns = clique.Select(attribute => codings[attribute]).OfType<ModelCoding>().Select(coding => coding.Layout).ToArray();
        return columns.Length == clique.Count && columns.Length > 0 ? columns : null;
    }
}
