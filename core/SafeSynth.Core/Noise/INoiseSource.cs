namespace SafeSynth.Noise;

/// <summary>A stream of independent uniform random bytes that noise is made of.</summary>
public interface INoiseSource
{
    /// <summary>Fills the buffer with fresh bytes; no byte is ever handed out twice.</summary>
    void Fill(Span<byte> buffer);
}
