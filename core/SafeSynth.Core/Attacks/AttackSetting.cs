namespace SafeSynth.Attacks;

/// <summary>What an attacker sees.</summary>
/// <param name="Targets">Whose membership is to be guessed.</param>
/// <param name="Synthetic">The released rows, in the same <see cref="FeatureSpace"/>.</param>
public sealed record AttackSetting(FeatureRows Targets, FeatureRows Synthetic)
{
    /// <summary>Rows of the same population that are neither members nor targets; null where the attacker has none.</summary>
    public FeatureRows? Reference { get; init; }

    /// <summary>The seed of attacks that draw random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What there is of <see cref="AttackNeeds"/>.</summary>
    public AttackNeeds Has => Reference is null ? AttackNeeds.None : AttackNeeds.Reference;
}
