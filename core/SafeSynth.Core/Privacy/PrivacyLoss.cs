using static System.FormattableString;
using SafeSynth.Reports;

namespace SafeSynth.Privacy;

/// <summary>What some releases cost together, converted to (epsilon, delta), and what an attacker can at most make of them.</summary>
/// <remarks>
/// <para>Conversions are made only where they hold. Pure epsilon-DP implies (epsilon^2 / 2)-zCDP (Bun and Steinke 2016, proposition 1.4)
/// and mu-GDP with mu = -2 Phi^-1(1 / (1 + e^epsilon)): both trade-off curves pass through (0, 1), (1, 0) and the fixed point 1 / (1 +
/// e^epsilon); that of epsilon-DP is made of the chords between them, and the other one is convex, so it is nowhere above. mu-GDP implies
/// (mu^2 / 2)-zCDP (Dong, Roth, Su 2022, corollary B.6). (epsilon, delta) with delta above 0 implies neither, nor does one Renyi order, nor
/// zCDP a mu.</para>
/// <para>Groups of k: mu grows k-fold (same, theorem 2.14), rho k^2-fold (Bun and Steinke 2016, proposition 1.9), and (epsilon, delta)
/// becomes (k epsilon, delta (1 + e^epsilon + ... + e^((k - 1) epsilon))) (Vadhan 2017, lemma 2.2).</para>
/// <para>Every figure is rounded against ourselves.</para>
/// </remarks>
public sealed partial record PrivacyLoss
{
    private PrivacyLoss(string releases, PrivacyCurve curve, double epsilon, double delta)
    {
        (Releases, Epsilon, Delta) = (releases, epsilon, delta);
        var attacks = new TradeOffCurve(curve);
        (FoundAt1Percent, FoundAt10Percent) = (attacks.TruePositiveRate(0.01), attacks.TruePositiveRate(0.1));
        MaxAccuracy = Math.Min(1, (1 + curve.Delta(0)) / 2);
    }

    /// <summary>What was measured, in words.</summary>
    public string Releases { get; }

    /// <summary>The privacy loss that all releases together keep at <see cref="Delta"/>.</summary>
    public double Epsilon { get; }

    /// <summary>The probability at which epsilon is stated.</summary>
    public double Delta { get; }

    /// <summary>The zero-concentrated privacy loss, where one follows.</summary>
    public double? Rho { get; private init; }

    /// <summary>The mu of Gaussian differential privacy, where one follows.</summary>
    public double? Mu { get; private init; }

    /// <summary>The largest share of the members that any attack finds that raises a false alarm for 1 % of the others.</summary>
    public double FoundAt1Percent { get; }

    /// <summary>The same at false alarms for 10 % of the others.</summary>
    public double FoundAt10Percent { get; }

    /// <summary>The largest share of right answers to the question whether someone is a member, when that is as likely as not.</summary>
    public double MaxAccuracy { get; }

    /// <summary>The number of people in the group that <see cref="GroupEpsilon"/> is about.</summary>
    public int GroupSize { get; private init; } = 1;

    /// <summary>The privacy loss of a whole group.</summary>
    public double GroupEpsilon { get; private init; }

    /// <summary>The probability at which that is stated.</summary>
    public double GroupDelta { get; private init; }

    /// <summary>What does not follow, and what it rests on.</summary>
    public string Note { get; private init; } = "";

    /// <summary>All of it in sentences.</summary>
    public string[] InWords =>
    [
        $"{Releases}: epsilon {Figures.Up(Epsilon)} at delta {Figures.Up(Delta)}.",
        $"At 1 % false alarms an attacker is right about at most {Percent(FoundAt1Percent)} of the members, at 10 % about at most {Percent(FoundAt10Percent)}. " +
            $"At even odds nobody is right more often than in {Percent(MaxAccuracy)} of all cases.",
        .. GroupSize == 1
            ? []
            : new[] { Invariant($"For a group of {GroupSize} people: epsilon {Figures.Up(GroupEpsilon)} at delta {Figures.Up(GroupDelta)}.") },
        .. Note.Length == 0 ? [] : new[] { Note },
        EpsilonJudgement.Of(Epsilon),
    ];

    private static string Percent(double share) => Figures.Up(100 * share) + " %";
}
