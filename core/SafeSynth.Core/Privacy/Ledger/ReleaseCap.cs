namespace SafeSynth.Privacy;

/// <summary>The most that one release will spend, reserved in a ledger before its first measurement.</summary>
public sealed record ReleaseCap
{
    internal ReleaseCap(Guarantee guarantee, ZcdpCost cost) => (Guarantee, Cost) = (guarantee, cost);

    /// <summary>What the release keeps by itself.</summary>
    public Guarantee Guarantee { get; }

    /// <summary>The limit of the release's <see cref="BudgetScope"/>.</summary>
    public ZcdpCost Cost { get; }

    /// <summary>The public label of the content that is released; null if it has none.</summary>
    public string? DataVersion { get; init; }

    /// <summary>A keyed hash (HMAC) of that content; null if there is no key. An unkeyed hash would give guesses at the content away.</summary>
    public string? Fingerprint { get; init; }
}
