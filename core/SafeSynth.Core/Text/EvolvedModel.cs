using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>
/// The texts of a pool, each once; after that texts like them, which a language model writes, or, where none is at hand, the pool over and
/// over.
/// </summary>
/// <param name="column">The column of the texts.</param>
/// <param name="label">The column of the labels; null where texts have none.</param>
/// <param name="evolved">The pool.</param>
internal sealed class EvolvedModel(string column, ModelledColumn? label, EvolvedTexts evolved) : ISynthesizer
{
    public double ExpectedRows => evolved.Texts;

    internal EvolvedTexts Evolved => evolved;

    /// <inheritdoc/>
    /// <remarks>Labels that are not asked for have no texts; the others keep their proportions.</remarks>
    public ISynthesizer Given(IReadOnlyList<ColumnValues> where)
    {
        if (where.Count == 0)
            return this;
        var shares = LabelCondition.Of(label, evolved.Labels, where);
        var sum = shares.Sum();
        return new EvolvedModel(column, label, evolved with { Texts = evolved.Texts * sum, Labels = Array.ConvertAll(shares, share => share / sum) });
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Something is declared: plans of texts have no constraints.</exception>
    public ISynthesizer Under(IReadOnlyList<Constraint> constraints, CancellationToken cancel) =>
        constraints.Count == 0 ? this : throw new NotSupportedException("A language model wrote the texts, and kept no constraint.");

    /// <inheritdoc/>
    /// <remarks>
    /// Text number i depends on the pool, the seed and i alone, as far as the language model repeats itself. A text that it cannot write is
    /// missing, and so are texts of a label of which the pool has none.
    /// </remarks>
    /// <exception cref="SafeSynthException">SS4051: most texts cannot be had. What the language model throws.</exception>
    public IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel)
    {
        var texts = Enumerable.Range(0, evolved.Labels.Length).Select(_ => new List<EvolvedText>()).ToArray();
        foreach (var text in evolved.Pool)
            texts[text.Label].Add(text);
        var shares = evolved.Labels.Select((share, code) => texts[code].Count > 0 ? share : 0).ToArray();
        return shares.Sum() > 0 ? Drawn(request, texts, new Cumulative(shares), random, cancel) : [];
    }

    private IEnumerable<Table> Drawn(SampleRequest request, List<EvolvedText>[] texts, Cumulative labels, SampleRandom random, CancellationToken cancel)
    {
        var prompts = new EvolutionPrompts(column, label, vocabulary: null);
        var writing = request.Writer is { } writer ? new Writing(writer, request.Writings) : null;
        var models = Array.ConvertAll(texts, pool => (Texts: pool.ToArray(), Weights: new Cumulative([.. pool.Select(text => text.Weight)])));
        var given = new int[texts.Length];
        for (var row = 0L; row < request.Rows; row++)
        {
            cancel.ThrowIfCancellationRequested();
            var own = new SampleRandom(random.NextBits());
            var code = labels.Draw(own);
            var (pool, turn) = (texts[code], given[code]++);
            if (turn % pool.Count == 0)
                own.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pool));
            var text = turn < pool.Count || writing is null ? pool[turn % pool.Count].Text : Other(code);
            if (text is null)
                continue;
            var written = new FakeColumn(column, [text]);
            yield return new Table(1, label is null ? [written] : [new CodedColumn(label.Name, label.Domain, [code]), written]);

            string? Other(int code)
            {
                var like = models[code].Texts[models[code].Weights.Draw(own)].Text;
                return string.IsNullOrWhiteSpace(like) ? like : writing.Write(prompts.ForOther(code, like, own), own, cancel);
            }
        }

        writing?.End();
    }
}
