using Microsoft.ML;
using Microsoft.ML.Data;
using SafeSynth.Attacks;
using SafeSynth.Learners;

namespace SafeSynth.Adapters.Learners;

/// <summary>Hands rows to ML.NET, encoded, with their answers or without.</summary>
internal sealed class MlRows(MLContext ml, OneHot encoding)
{
    /// <summary>Rows without answers.</summary>
    public IDataView View(FeatureRows rows) => View(rows, _ => new Example());

    /// <summary>Rows and whether each is of the class that is asked for.</summary>
    public IDataView View(FeatureRows rows, bool[] labels) => View(rows, row => new Example { Flag = labels[row] });

    /// <summary>Rows and the class of each.</summary>
    public IDataView View(FeatureRows rows, int[] classes, int count) =>
        View(rows, row => new Example { Class = (uint)classes[row] }, count);

    /// <summary>Rows and the value of each.</summary>
    public IDataView View(FeatureRows rows, double[] values) => View(rows, row => new Example { Value = (float)values[row] });

    private IDataView View(FeatureRows rows, Func<int, Example> answer, int classes = 2)
    {
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, encoding.Width);
        schema[nameof(Example.Class)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        var examples = new Example[rows.Count];
        for (var row = 0; row < examples.Length; row++)
        {
            examples[row] = answer(row);
            var slots = encoding.NonZero(rows, row).ToList();
            examples[row].Features = new VBuffer<float>(
                encoding.Width, slots.Count, [.. slots.Select(slot => (float)slot.Value)], [.. slots.Select(slot => slot.Slot)]);
        }

        return ml.Data.LoadFromEnumerable(examples, schema);
    }

    /// <summary>A row and its answer, of which only one is looked at.</summary>
    private sealed class Example
    {
        public VBuffer<float> Features { get; set; }

        public bool Flag { get; set; }

        public uint Class { get; set; }

        public float Value { get; set; }
    }
}
