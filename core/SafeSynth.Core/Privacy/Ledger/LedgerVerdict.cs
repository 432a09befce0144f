namespace SafeSynth.Privacy;

/// <summary>What has become of a ledger.</summary>
public enum LedgerState
{
    /// <summary>Every line is as it was written, and the pinned head is among them.</summary>
    Sound,

    /// <summary>A line is damaged, missing or out of order.</summary>
    Broken,

    /// <summary>It ends before the pinned head.</summary>
    RolledBack,

    /// <summary>It reaches as far as the pinned head, but on another way.</summary>
    Forked,
}

/// <summary>What a check of a ledger found.</summary>
/// <param name="State">What has become of it.</param>
/// <param name="Line">The line in question, from 1; the last one if all are sound.</param>
/// <param name="Message">The same in words, with the next step.</param>
/// <param name="HasUnfinishedLine">Whether a crash left bytes after the last line, which the next release will mend.</param>
public sealed record LedgerVerdict(LedgerState State, int Line, string Message, bool HasUnfinishedLine = false);

/// <summary>What a merge added to a ledger.</summary>
/// <param name="ForkLine">The first line in which the copies differ; null if the other had nothing new.</param>
/// <param name="Releases">The number of releases that the ledger did not know.</param>
/// <param name="Left">What is left of the account's budget.</param>
/// <param name="ExceedsLimit">Whether the copies together spent more than the limit: what was published keeps less than the account's
/// guarantee.</param>
public sealed record LedgerMerge(int? ForkLine, int Releases, ZcdpCost Left, bool ExceedsLimit);
