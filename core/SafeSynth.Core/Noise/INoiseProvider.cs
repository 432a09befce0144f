using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Noise;

/// <summary>How far the guarantee of a release rests on its noise.</summary>
public enum NoiseKind
{
    /// <summary>True randomness as far as the operating system has it: every run is a new release.</summary>
    Fresh,

    /// <summary>
    /// Derived from a secret: a second run is the same release; the guarantee is computational, and void against who holds the key.
    /// </summary>
    Keyed,

    /// <summary>Derived from a number that anyone can guess: no guarantee at all.</summary>
    Void,

    /// <summary>None that hides anything: the generator has no proof, so there is no guarantee at all.</summary>
    None,
}

/// <summary>What follows from the kind of a release's noise.</summary>
public static class NoiseMeaning
{
    /// <summary>Whether nothing is guaranteed of the release, whatever it claims.</summary>
    public static bool IsVoid(this NoiseKind noise) => noise is NoiseKind.Void or NoiseKind.None;
}

/// <summary>Where the noise of releases comes from.</summary>
public interface INoiseProvider
{
    NoiseKind Kind { get; }

    /// <summary>The noise of one release.</summary>
    /// <param name="source">The private rows that the noise is to hide.</param>
    /// <param name="planHash">The hash of all that the plan asks of the fit.</param>
    IReleaseNoise ForRelease(RawTable source, string planHash);
}

/// <summary>The noise of one release: a stream for each event, so that what one event draws moves no other.</summary>
public interface IReleaseNoise
{
    /// <summary>Stands for the index of an event where something is drawn before the first one.</summary>
    const int BeforeEvents = -1;

    /// <summary>What makes a release that can be made again the same one; null where it cannot, or is worth nothing.</summary>
    ReleaseIdentity? Identity => null;

    /// <summary>
    /// Whether this noise may hide these rows. Noise that is drawn again must never hide others: the difference would be exact.
    /// </summary>
    bool IsFor(RawTable source);

    /// <summary>The stream of one event; its mechanism draws all it needs from it.</summary>
    /// <param name="index">The number of events charged before; or <see cref="BeforeEvents"/>.</param>
    /// <param name="descriptor">All that is known of the event: what is asked, at what noise, after what answers.</param>
    INoiseSource ForEvent(int index, string descriptor);
}
