using SafeSynth.Gates;
using SafeSynth.Plans;

namespace SafeSynth.Tasks;

/// <summary>One <c>PrivacyGate</c> item, read and checked.</summary>
internal interface IBuildGate
{
    /// <summary>What an Inconclusive does to the build.</summary>
    Undecided OnInconclusive { get; }

    /// <summary>The file that a verdict is about.</summary>
    string OriginOf(GateResult result);

    /// <exception cref="SafeSynthException">It cannot be judged as asked.</exception>
    IEnumerable<GateResult> Decide(CancellationToken cancel);
}

/// <summary>What a <c>PrivacyGate</c> item is about.</summary>
internal enum GateKind
{
    /// <summary>A released file.</summary>
    Release,

    /// <summary>What a generator claims.</summary>
    Guarantee,
}

/// <summary>What an Inconclusive does to a build.</summary>
internal enum Undecided
{
    /// <summary>It fails.</summary>
    Error,

    /// <summary>It goes on with a warning.</summary>
    Warn,
}
