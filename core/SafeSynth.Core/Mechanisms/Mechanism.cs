using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>A randomised answer that knows its own cost.</summary>
/// <typeparam name="T">The exact answer of a query.</typeparam>
/// <typeparam name="TNoisy">What is released of it.</typeparam>
public abstract class Mechanism<T, TNoisy>
{
    /// <summary>The cost of one use on a query of this sensitivity.</summary>
    public abstract PrivacyEvent CostOf(Sensitivity sensitivity);

    /// <summary>The release; called by the door alone, once the cost is accepted.</summary>
    internal abstract TNoisy Draw(T exact, Sensitivity sensitivity, INoiseSource noise);

    /// <summary>Spells all of an answer, so that a run that is answered otherwise is noticed.</summary>
    internal abstract void Spell(TNoisy answer, CanonicalBytes bytes);
}
