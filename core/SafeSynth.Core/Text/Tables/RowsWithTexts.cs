using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;

namespace SafeSynth.Texts;

/// <summary>Rows whose texts are written for what else is in them.</summary>
/// <param name="rows">What draws the rest of each row.</param>
/// <param name="texts">The columns of texts.</param>
internal sealed class RowsWithTexts(ISynthesizer rows, IReadOnlyList<WrittenColumn> texts) : ISynthesizer
{
    public double ExpectedRows => rows.ExpectedRows;

    public ISynthesizer Rows => rows;

    public IReadOnlyList<WrittenColumn> Texts => texts;

    public IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel)
    {
        var writers = texts.Select(text => text.Writer()).ToList();
        foreach (var batch in rows.Sample(request, random, cancel))
            yield return batch with { Columns = [.. batch.Columns, .. writers.Select(write => write(batch, random, cancel))] };
    }

    public ISynthesizer Given(IReadOnlyList<ColumnValues> where) => new RowsWithTexts(rows.Given(where), texts);

    public ISynthesizer Under(IReadOnlyList<Constraint> constraints, CancellationToken cancel) =>
        new RowsWithTexts(rows.Under(constraints, cancel), texts);
}

/// <summary>A column of texts that are written for the values of another one.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Label">The other column; null for none.</param>
/// <param name="Distribution">The distribution of words, by the other column's model codes.</param>
internal sealed record WrittenColumn(string Name, ModelledColumn? Label, NGramDistribution Distribution)
{
    /// <summary>Writes the texts of one batch after the other.</summary>
    public Func<Table, SampleRandom, CancellationToken, TableColumn> Writer()
    {
        var samplers = new NGramSampler?[Distribution.Labels.Length];
        return (batch, random, cancel) =>
        {
            var codes = Label is null ? null : ((CodedColumn)batch[Label.Name]).Codes;
            var written = new object?[batch.RowCount];
            for (var row = 0; row < written.Length; row++)
            {
                cancel.ThrowIfCancellationRequested();
                var label = codes is null ? 0 : Label!.ModelCodeOf(codes[row]);
                written[row] = (samplers[label] ??= new NGramSampler(Distribution, label)).Draw(random);
            }

            return new FakeColumn(Name, written);
        };
    }
}
