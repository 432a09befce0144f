using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>
/// A question to private rows that knows how much one unit can change its answer. The set of queries is closed: they live in this assembly.
/// </summary>
/// <typeparam name="T">The exact answer.</typeparam>
public abstract class PrivateQuery<T>
{
    /// <summary>The question in words, free of private content.</summary>
    public abstract string Description { get; }

    /// <summary>The question to the last detail: questions of one identity have the same answer on every table.</summary>
    internal abstract string Identity { get; }

    /// <summary>The largest change of the exact answer between neighbours.</summary>
    public abstract Sensitivity Under(PrivacyUnit unit, Neighbors neighbors);

    /// <summary>The exact answer; called by the door alone, once the cost is accepted.</summary>
    internal abstract T Evaluate(UnitRows rows);
}
