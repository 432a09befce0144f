using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>Texts that a language model writes from prompts, which are drawn from noisy answers.</summary>
/// <param name="column">The column of the texts.</param>
/// <param name="label">The column of the labels; null where texts have none.</param>
/// <param name="attributes">The columns of the attributes.</param>
/// <param name="seeds">What prompts are made from.</param>
/// <param name="writer">The name of the language model that was to write; null where none was named.</param>
internal sealed class SeededModel(string column, ModelledColumn? label, IReadOnlyList<ModelledColumn> attributes, SeedDistribution seeds, string? writer) : ISynthesizer
{
    public double ExpectedRows => seeds.Texts;

    internal SeedDistribution Seeds => seeds;

    internal ModelledColumn? Label => label;

    internal IReadOnlyList<ModelledColumn> Attributes => attributes;

    internal string? Writer => writer;

    /// <inheritdoc/>
    /// <remarks>Labels and attributes that are not asked for have no texts; the others keep their proportions.</remarks>
    public ISynthesizer Given(IReadOnlyList<ColumnValues> where)
    {
        if (where.Count == 0)
            return this;
        var classes = seeds.Classes;
        foreach (var values in where)
        {
            var place = Modelled.FindIndex(known => known.Name.Equals(values.Column, StringComparison.OrdinalIgnoreCase));
            if (place < 0)
                throw ConditionFault.UnknownColumn(values.Column, Modelled.Select(known => known.Name));
            var domain = Modelled[place].Domain;
            foreach (var unknown in values.AnyOf.Where(value => CodeSet.Of(domain, [value]).IsEmpty))
                throw ConditionFault.UnknownValue(Modelled[place].Name, domain, unknown);
            var codes = CodeSet.Of(domain, values.AnyOf);
            classes = [.. classes.Where(one => codes.Contains(CodesOf(one)[place]))];
        }

        var sum = classes.Sum(one => one.Share);
        if (sum == 0)
            throw ConditionFault.Impossible(where);
        var given = seeds with { Texts = seeds.Texts * sum, Classes = [.. classes.Select(one => one with { Share = one.Share / sum })] };
        return new SeededModel(column, label, attributes, given, writer);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Something is declared: plans of texts have no constraints.</exception>
    public ISynthesizer Under(IReadOnlyList<Constraint> constraints, CancellationToken cancel) =>
        constraints.Count == 0 ? this : throw new NotSupportedException("A language model writes the texts, and keeps no constraint.");

    /// <inheritdoc/>
    /// <remarks>
    /// One text at a time, so that texts stream. What is asked for text number i depends on the seed and i alone, whatever became of those
    /// before; a text that cannot be had is missing, so that fewer rows than asked for may come.
    /// </remarks>
    /// <exception cref="SafeSynthException">SS4050: there is no language model. SS4051: most texts cannot be had. What the model's server
    /// throws.</exception>
    public IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel) => request.Rows == 0
        ? []
        : Written(request, new Writing(request.Writer ?? throw WritingFault.NoWriter(writer), request.Writings), random, cancel);

    private List<ModelledColumn> Modelled => [.. label is null ? [] : new[] { label }, .. attributes];

    private IEnumerable<Table> Written(SampleRequest request, Writing writing, SampleRandom random, CancellationToken cancel)
    {
        var prompts = new PromptDraw(column, Modelled, seeds);
        for (var i = 0L; i < request.Rows; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var own = new SampleRandom(random.NextBits());
            var (one, prompt) = prompts.Draw(own);
            if ((prompt is null ? "" : writing.Write(prompt, own, cancel)) is not { } text)
                continue;
            yield return new Table(
                1, [.. Modelled.Zip(CodesOf(one), (known, code) => new CodedColumn(known.Name, known.Domain, [code])), new FakeColumn(column, [text])]);
        }

        writing.End();
    }

    private int[] CodesOf(SeedClass one) => label is null ? one.Attributes : [one.Label, .. one.Attributes];
}
