using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;

namespace SafeSynth.Texts;

/// <summary>Texts of the words of a distribution, drawn word by word.</summary>
internal sealed class NGramModel(string column, ModelledColumn? label, NGramDistribution distribution) : ISynthesizer
{
    private const int BatchTexts = 1 << 12;

    public double ExpectedRows => distribution.Texts;

    internal NGramDistribution Distribution => distribution;

    /// <inheritdoc/>
    /// <remarks>Labels that are not asked for have no texts; the others keep their proportions.</remarks>
    public ISynthesizer Given(IReadOnlyList<ColumnValues> where)
    {
        if (where.Count == 0)
            return this;
        var shares = LabelCondition.Of(label, distribution.Labels, where);
        var sum = shares.Sum();
        return new NGramModel(column, label, distribution with { Texts = distribution.Texts * sum, Labels = Array.ConvertAll(shares, share => share / sum) });
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Something is declared: plans of texts have no constraints.</exception>
    public ISynthesizer Under(IReadOnlyList<Constraint> constraints, CancellationToken cancel) =>
        constraints.Count == 0 ? this : throw new NotSupportedException("Texts are written word by word, and no constraint speaks of words.");

    public IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel)
    {
        var labels = new Cumulative(distribution.Labels);
        var samplers = new NGramSampler?[distribution.Labels.Length];
        for (var left = request.Rows; left > 0; left -= BatchTexts)
        {
            var (codes, texts) = (new long[(int)Math.Min(left, BatchTexts)], new object?[(int)Math.Min(left, BatchTexts)]);
            for (var row = 0; row < texts.Length; row++)
            {
                cancel.ThrowIfCancellationRequested();
                codes[row] = labels.Draw(random);
                texts[row] = (samplers[codes[row]] ??= new NGramSampler(distribution, (int)codes[row])).Draw(random);
            }

            var written = new FakeColumn(column, texts);
            yield return new Table(texts.Length, label is null ? [written] : [new CodedColumn(label.Name, label.Domain, codes), written]);
        }
    }
}
