using SafeSynth.Data;
using SafeSynth.Generators;

namespace SafeSynth.Attacks;

/// <summary>
/// A way to guess whether one record was among the private rows, learned from releases that were made with and without it.
/// </summary>
/// <remarks>
/// It says what to look at in a release; what that tells is learned from releases of either kind (<see cref="ShadowGame"/>). What it looks
/// at must not depend on any release, so that each is seen through the same eyes.
/// </remarks>
public interface IShadowAttack
{
    AttackInfo Info { get; }

    /// <summary>
    /// What the attack computes from a release: always the same number of finite figures. Safe to call from several threads.
    /// </summary>
    Func<SeenRelease, double[]> WatchFor(ShadowTarget target);
}

/// <summary>The record whose membership is to be guessed, and what is known beforehand.</summary>
/// <param name="Record">The record: a table of one row.</param>
/// <param name="Features">The same as features.</param>
/// <param name="Known">Rows of the population, in the same <see cref="FeatureSpace"/>.</param>
/// <param name="Seed">The seed of attacks that draw random numbers.</param>
public sealed record ShadowTarget(OwnerTable Record, FeatureRows Features, FeatureRows Known, ulong Seed);

/// <summary>A release as attackers see it.</summary>
/// <param name="Rows">The synthetic rows; there may be none.</param>
/// <param name="Model">The model, where it was released; else null.</param>
public sealed record SeenRelease(FeatureRows Rows, FittedModel? Model);
