using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators;

/// <summary>What a generator fitted. It holds no private row, so drawing from it is post-processing and free.</summary>
public interface ISynthesizer
{
    /// <summary>The noisy number of private rows.</summary>
    double ExpectedRows { get; }

    /// <summary>Draws rows of the modelled columns, in batches.</summary>
    IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel);
}

/// <summary>What to draw.</summary>
/// <param name="Rows">The number of rows; at least 0.</param>
public sealed record SampleRequest(long Rows);
