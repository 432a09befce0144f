using SafeSynth.Noise;
using SafeSynth.Privacy;
using static System.FormattableString;

namespace SafeSynth.Reports;

/// <summary>Says in plain words what an (epsilon, delta)-guarantee promises to whom, and what it does not.</summary>
/// <remarks>The words are the definition, no more: figures are rounded up, and delta is added to a probability, as it is there.</remarks>
public static class GuaranteeInWords
{
    /// <summary>The guarantee in one line, with unit and neighbours.</summary>
    public static string Short(Guarantee guarantee) =>
        $"differentially private for every {UnitOf(guarantee)}, {(guarantee.Neighbors == Neighbors.AddRemove ? "added or removed" : "replaced")}, " +
        $"with epsilon {Figures.Exact(guarantee.Epsilon)} and delta {Figures.Exact(guarantee.Delta)}";

    /// <summary>Who counts as one person.</summary>
    public static string Person(Guarantee guarantee) => guarantee.Unit switch
    {
        { KeyColumn: null } => "Every row counts as one person.",
        { KeyColumn: var key, MaxRows: 1 } =>
            $"All rows with the same value of '{key}' count as one person, and one of them takes part. Rows without a value are left out.",
        { KeyColumn: var key, MaxRows: var most } => Invariant(
            $"All rows with the same value of '{key}' count as one person, and at most {most} of them take part. ") +
            "Rows without a value are left out.",
    };

    /// <summary>The definition of differential privacy, with its figures.</summary>
    public static string Promise(Guarantee guarantee)
    {
        var (with, without) = (guarantee.Neighbors, IsRow(guarantee)) switch
        {
            (Neighbors.AddRemove, true) => ("with the person's row in the data", "without it"),
            (Neighbors.AddRemove, false) => ("with the person's rows in the data", "without them"),
            (_, true) => ("with the person's row as it is", "with any other row in its place"),
            (_, false) => ("with the person's rows as they are", "with any others in their place"),
        };
        return $"Take any one person, and any conclusion that anyone may draw from this release, whatever else they know. {Capital(with)}, " +
            $"that conclusion is at most {Figures.Up(Math.Exp(guarantee.Epsilon))} (e^{Figures.Exact(guarantee.Epsilon)}) times as likely as " +
            $"{without}, plus a probability of at most {Figures.Exact(guarantee.Delta)}. The same holds the other way round.";
    }

    /// <summary>The task of the attacker whom <see cref="MembershipBound"/> is about.</summary>
    public static string Attack(Guarantee guarantee) => (guarantee.Neighbors, IsRow(guarantee)) switch
    {
        (Neighbors.AddRemove, true) => "Suppose someone must decide whether one particular person's row is in the data.",
        (Neighbors.AddRemove, false) => "Suppose someone must decide whether one particular person's rows are in the data.",
        (_, true) => "Suppose someone must decide whether one particular person's row is in the data, or a certain other row in its place.",
        (_, false) => "Suppose someone must decide whether one particular person's rows are in the data, or certain others in their place.",
    };

    /// <summary>How far the guarantee rests on the noise.</summary>
    public static string NoiseOf(NoiseKind noise) => noise switch
    {
        NoiseKind.Fresh => "The noise was drawn from the operating system's random source and kept nowhere.",
        NoiseKind.None =>
            "Guarantee: none. The generator has no proof: what it made may repeat private texts word for word, and no noise hides them. Treat it as you treat the private data.",
        NoiseKind.Keyed => "The noise was derived from a secret key: the guarantee is computational, and void against whoever holds the key.",
        _ => "The noise was made from a known number, for a test: whoever knows the number can take it off. Nothing is guaranteed; publish none of it.",
    };

    /// <summary>What the guarantee leaves open: its name and what to know of it.</summary>
    public static IReadOnlyList<(string Matter, string Explanation)> NotProtected(Guarantee guarantee) =>
    [
        ("Facts about the group.",
            "If smokers in the data fall ill more often, so they do in the release; that tells of every smoker, in the data or not."),
        IsRow(guarantee)
            ? ("Several rows together.", "The promise is for one row. For a person with k rows epsilon is k times as large, and delta grows, too.")
            : ("Several people together.", "The promise is for one person. For a family of k epsilon is k times as large, and delta grows, too."),
        .. guarantee.Neighbors == Neighbors.AddRemove ? [] : new[]
        {
            ("The size of the data.",
                $"The number of {(IsRow(guarantee) ? "rows" : "people")} stays the same when one is replaced, so it counts as known."),
        },
        ("What was declared public.", "It is listed below; nothing was paid for it."),
        ("Secrets from those who ran this.",
            "They had the private rows. Whoever can watch the machine may learn from the time and the memory it took."),
        ("Other releases from the same data.", "Each spends a budget of its own, and the budgets add up."),
    ];

    internal static string NeighborsOf(Guarantee guarantee) =>
        guarantee.Neighbors == Neighbors.AddRemove ? "one person more or less" : "one person replaced";

    internal static string UnitOf(Guarantee guarantee) => guarantee.Unit switch
    {
        { KeyColumn: null } => "row",
        { KeyColumn: var key, MaxRows: 1 } => $"'{key}' (1 row)",
        { KeyColumn: var key, MaxRows: var most } => Invariant($"'{key}' (at most {most} rows)"),
    };

    private static bool IsRow(Guarantee guarantee) => guarantee.Unit.KeyColumn is null;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
