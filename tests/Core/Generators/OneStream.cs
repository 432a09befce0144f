using SafeSynth.Data;
using SafeSynth.Noise;

namespace SafeSynth.Tests.Generators;

/// <summary>The noise of all fits as one stream: what is drawn is never drawn again, and nothing has to be derived.</summary>
internal sealed class OneStream(int seed) : IReleaseNoise
{
    private readonly SeededNoise _stream = new(seed);

    public bool IsFor(RawTable source) => true;

    public INoiseSource ForEvent(int index, string descriptor) => _stream;
}
