using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>SS2006: a ledger is not as it was written; says in which line.</summary>
/// <param name="path">The file, as it was named.</param>
/// <param name="line">The line of the fault, from 1.</param>
/// <param name="reason">What is wrong and what to do, in words.</param>
public sealed class LedgerBrokenException(string path, int line, string reason)
    : SafeSynthException("SS2006", FormattableString.Invariant($"The ledger '{path}' is broken: line {line}: {reason}."))
{
    public int Line { get; } = line;
}
