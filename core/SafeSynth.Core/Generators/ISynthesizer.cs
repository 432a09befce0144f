using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Texts;

namespace SafeSynth.Generators;

/// <summary>What a generator fitted. It holds no private row, so drawing from it is post-processing and free.</summary>
public interface ISynthesizer
{
    /// <summary>The noisy number of private rows.</summary>
    double ExpectedRows { get; }

    /// <summary>Draws rows of the modelled columns, in batches.</summary>
    IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel);

    /// <summary>The synthesizer of those rows alone that have some values, and of their expected number.</summary>
    /// <param name="where">The values of each column that are meant: all rows that are drawn have them.</param>
    /// <exception cref="SafeSynthException">SS0171 to SS0173: no row has the values that are asked for.</exception>
    ISynthesizer Given(IReadOnlyList<ColumnValues> where);

    /// <summary>The synthesizer of the same rows, all of which keep what is declared of them.</summary>
    /// <param name="constraints">What is declared, of columns of the table; it says nothing of those that are not modelled.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="SafeSynthException">SS0179: no row can keep all of it.</exception>
    ISynthesizer Under(IReadOnlyList<Constraint> constraints, CancellationToken cancel);
}

/// <summary>What to draw.</summary>
/// <param name="Rows">The number of rows; at least 0.</param>
public sealed record SampleRequest(long Rows)
{
    /// <summary>The language model that writes texts, for models that leave that to one; null for none.</summary>
    public ILanguageModel? Writer { get; init; }

    /// <summary>Gets how far the writing has come, after every text; nothing where no language model writes.</summary>
    public IProgress<WritingTally>? Writings { get; init; }
}
