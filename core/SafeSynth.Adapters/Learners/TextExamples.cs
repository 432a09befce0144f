using Microsoft.ML;
using Microsoft.ML.Data;
using SafeSynth.Learners;

namespace SafeSynth.Adapters.Learners;

/// <summary>
/// Hands the words of texts to ML.NET: each at a place that its number says (feature hashing, Weinberger et al. 2009), in proportion to the
/// text. The places are a power of two.
/// </summary>
internal sealed class TextExamples(MLContext ml, int width)
{
    public IDataView View(IReadOnlyList<int[]> texts, int[]? classes, int count)
    {
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        schema[nameof(Example.Class)].ColumnType = new KeyDataViewType(typeof(uint), count);
        return ml.Data.LoadFromEnumerable(
            texts.Select((text, row) => new Example { Features = Counted(text), Class = classes is null ? 0 : (uint)classes[row] }).ToArray(), schema);
    }

    /// <summary>Trains a model of several classes, or says that there is one only.</summary>
    public static ITextClassifier Train(
        IReadOnlyList<int[]> texts, int[] classes, int count, ulong seed, int width, Func<MLContext, IEstimator<ITransformer>> trainer, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (classes.Distinct().Count() == 1)
            return new OneTextClass(classes[0], count);
        var ml = new MLContext((int)(seed & int.MaxValue));
        var examples = new TextExamples(ml, width);
        return new Model(examples, trainer(ml).Fit(examples.View(texts, classes, count)), count);
    }

    private VBuffer<float> Counted(int[] text)
    {
        // Odd multiples scatter numbers that follow each other.
        var counts = text.CountBy(word => (int)((uint)word * 2654435769u >> 8) & (width - 1)).OrderBy(slot => slot.Key).ToList();
        var length = Math.Sqrt(counts.Sum(slot => (double)slot.Value * slot.Value));
        return new VBuffer<float>(width, counts.Count, [.. counts.Select(slot => (float)(slot.Value / length))], [.. counts.Select(slot => slot.Key)]);
    }

    private sealed class Example
    {
        public VBuffer<float> Features { get; set; }

        public uint Class { get; set; }
    }

    private sealed class Model(TextExamples examples, ITransformer model, int count) : ITextClassifier
    {
        public double[][] Probabilities(IReadOnlyList<int[]> texts, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            return [.. model.Transform(examples.View(texts, null, count)).GetColumn<VBuffer<float>>("Score").Select(scores => Shares.Of([.. scores.DenseValues().Select(score => (double)score)]))];
        }
    }

    private sealed class OneTextClass(int @class, int count) : ITextClassifier
    {
        public double[][] Probabilities(IReadOnlyList<int[]> texts, CancellationToken cancel) =>
            [.. texts.Select(_ => Enumerable.Range(0, count).Select(one => one == @class ? 1.0 : 0).ToArray())];
    }
}
