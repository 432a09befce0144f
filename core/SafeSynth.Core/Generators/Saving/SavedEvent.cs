using System.Globalization;
using System.Numerics;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Generators.Saving;

/// <summary>
/// One use of a mechanism: what was asked, and exactly one further member, which names the mechanism. Fractions are exact, as text:
/// <c>3</c> or <c>3/8</c>.
/// </summary>
internal sealed record SavedEvent(
    string Question,
    SavedDiscreteGaussian? DiscreteGaussian = null,
    SavedDiscreteLaplace? DiscreteLaplace = null,
    SavedExponential? Exponential = null,
    SavedPartitionSelection? PartitionSelection = null,
    SavedRoundedGaussian? RoundedGaussian = null,
    SavedTruncatedGeometric? TruncatedGeometric = null,
    SavedPermuteAndFlip? PermuteAndFlip = null,
    SavedNoisyMax? NoisyMax = null,
    SavedAboveThreshold? AboveThreshold = null)
{
    /// <summary>Far more than any scale that a double is rounded to; parsing takes time quadratic in it.</summary>
    private const int MaxDigits = 4000;

    public static SavedEvent Of(PrivacyEvent spent) => spent switch
    {
        DiscreteGaussianEvent e => new(e.Question, DiscreteGaussian: new($"{e.SigmaSquared}", e.L2Squared)),
        DiscreteLaplaceEvent e => new(e.Question, DiscreteLaplace: new($"{e.Scale}", e.L1)),
        ExponentialEvent e => new(e.Question, Exponential: new($"{e.Epsilon}")),
        PartitionSelectionEvent e => new(e.Question, PartitionSelection: new($"{e.SigmaSquared}", e.L2Squared, e.L0, e.LInf, e.Threshold, e.Delta)),
        RoundedGaussianEvent e => new(e.Question, RoundedGaussian: new($"{e.SigmaSquared}", e.L2Squared)),
        TruncatedGeometricEvent e => new(e.Question, TruncatedGeometric: new($"{e.Epsilon}", e.Bound, e.L0)),
        PermuteAndFlipEvent e => new(e.Question, PermuteAndFlip: new($"{e.Epsilon}")),
        NoisyMaxEvent e => new(e.Question, NoisyMax: new($"{e.Scale}", e.LInf)),
        AboveThresholdEvent e => new(e.Question, AboveThreshold: new($"{e.ThresholdScale}", $"{e.ScoreScale}", e.LInf)),
        _ => throw BudgetFault.UnknownEvent(spent.Mechanism),
    };

    public PrivacyEvent ToEvent() => Priced() with { Question = Question };

    private PrivacyEvent Priced()
    {
        PrivacyEvent?[] named =
        [
            DiscreteGaussian is { } g ? new DiscreteGaussianEvent(Fraction(g.SigmaSquared), Positive(g.L2Squared)) : null,
            DiscreteLaplace is { } l ? new DiscreteLaplaceEvent(Fraction(l.Scale), Positive(l.L1)) : null,
            Exponential is { } e ? new ExponentialEvent(Fraction(e.Epsilon)) : null,
            PartitionSelection is { } p ? Selection(p) : null,
            RoundedGaussian is { } r ? new RoundedGaussianEvent(Fraction(r.SigmaSquared), Positive(r.L2Squared)) : null,
            TruncatedGeometric is { } t ? new TruncatedGeometricEvent(Fraction(t.Epsilon), Positive(t.Bound), Positive(t.L0)) : null,
            PermuteAndFlip is { } f ? new PermuteAndFlipEvent(Fraction(f.Epsilon)) : null,
            NoisyMax is { } m ? new NoisyMaxEvent(Fraction(m.Scale), Positive(m.LInf)) : null,
            AboveThreshold is { } a ? new AboveThresholdEvent(Fraction(a.ThresholdScale), Fraction(a.ScoreScale), Positive(a.LInf)) : null,
        ];
        return named.OfType<PrivacyEvent>().ToList() is [var only]
            ? only
            : throw new InvalidDataException("an event is not the use of one mechanism");
    }

    // A delta that its own threshold does not keep would be a price that nobody asked the data for.
    private static PartitionSelectionEvent Selection(SavedPartitionSelection saved)
    {
        var read = new PartitionSelectionEvent(Fraction(saved.SigmaSquared), Positive(saved.L2Squared), saved.Threshold, Probability(saved.Delta))
        {
            L0 = Positive(saved.L0),
            LInf = Positive(saved.LInf),
        };
        return read.KeepsItsDelta ? read : throw new InvalidDataException("a threshold does not keep its delta");
    }

    private static double Probability(double delta) =>
        delta is > 0 and < 1 ? delta : throw new InvalidDataException("a delta is not above 0 and below 1");

    private static long Positive(long sensitivity) =>
        sensitivity > 0 ? sensitivity : throw new InvalidDataException("a sensitivity is not positive");

    private static Rational Fraction(string text)
    {
        var parts = text.Length > MaxDigits ? [] : text.Split('/');
        if (parts.Length is not (1 or 2)
            || Whole(parts[0]) is not { IsZero: false } numerator
            || Whole(parts.ElementAtOrDefault(1) ?? "1") is not { IsZero: false } denominator)
            throw new InvalidDataException("an event's parameter is not a positive fraction");
        return new Rational(numerator, denominator);
    }

    private static BigInteger? Whole(string digits) =>
        BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;
}

internal sealed record SavedDiscreteGaussian(string SigmaSquared, long L2Squared);

internal sealed record SavedDiscreteLaplace(string Scale, long L1);

internal sealed record SavedExponential(string Epsilon);

internal sealed record SavedPartitionSelection(string SigmaSquared, long L2Squared, long L0, long LInf, long Threshold, double Delta);

internal sealed record SavedRoundedGaussian(string SigmaSquared, long L2Squared);

internal sealed record SavedTruncatedGeometric(string Epsilon, long Bound, long L0);

internal sealed record SavedPermuteAndFlip(string Epsilon);

internal sealed record SavedNoisyMax(string Scale, long LInf);

internal sealed record SavedAboveThreshold(string ThresholdScale, string ScoreScale, long LInf);
