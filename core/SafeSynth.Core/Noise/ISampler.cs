using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>Draws signed integers of one distribution with integers of one width.</summary>
internal interface ISampler<T>
    where T : struct, IBinaryInteger<T>
{
    /// <summary>The absolute value and the sign of a draw; beyond the width, the greatest absolute value of the width.</summary>
    T Draw(NoiseReader reader, out bool negative);
}
