using SafeSynth.Data;
using SafeSynth.Generators;

namespace SafeSynth.Attacks;

/// <summary>
/// A generator in the hand of an attacker, or of an owner who plays one: it makes releases of any rows, as often as he likes.
/// </summary>
/// <remarks>
/// What it makes is no release: no account is charged, no certificate is written, and the noise may be made from a number.
/// </remarks>
public interface IShadowGenerator
{
    /// <summary>What to call it.</summary>
    string Name { get; }

    /// <summary>Makes what the owner would have released, had these been his rows. Safe to call from several threads.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="seed">Decides all that is random, noise included.</param>
    /// <param name="cancel">Stops the work.</param>
    ShadowRelease Release(OwnerTable rows, ulong seed, CancellationToken cancel);
}

/// <summary>What a <see cref="IShadowGenerator"/> made. It may not be published: its noise protects nobody.</summary>
/// <param name="Rows">The synthetic rows.</param>
/// <param name="Model">The model that they were drawn from; null where the generator has none.</param>
public sealed record ShadowRelease(OwnerTable Rows, FittedModel? Model) : OwnerOnly;
