using System.Globalization;
using System.Numerics;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Generators.Saving;

/// <summary>One use of a mechanism: what was asked, and exactly one further member, which names the mechanism. Fractions are exact, as text: <c>3</c> or <c>3/8</c>.</summary>
internal sealed record SavedEvent(
    string Question,
    SavedDiscreteGaussian? DiscreteGaussian = null,
    SavedDiscreteLaplace? DiscreteLaplace = null,
    SavedExponential? Exponential = null,
    SavedPartitionSelection? PartitionSelection = null)
{
    /// <summary>Far more than any scale that a double is rounded to; parsing takes time quadratic in it.</summary>
    private const int MaxDigits = 4000;

    public static SavedEvent Of(PrivacyEvent spent) => spent switch
    {
        DiscreteGaussianEvent e => new(e.Question, DiscreteGaussian: new($"{e.SigmaSquared}", e.L2Squared)),
        DiscreteLaplaceEvent e => new(e.Question, DiscreteLaplace: new($"{e.Scale}", e.L1)),
        ExponentialEvent e => new(e.Question, Exponential: new($"{e.Epsilon}")),
        PartitionSelectionEvent e => new(e.Question, PartitionSelection: new($"{e.SigmaSquared}", e.L2Squared, e.Threshold, e.Delta)),
        _ => throw BudgetFault.UnknownEvent(spent.Mechanism),
    };

    public PrivacyEvent ToEvent() => Priced() with { Question = Question };

    private PrivacyEvent Priced() => this switch
    {
        { DiscreteGaussian: { } e, DiscreteLaplace: null, Exponential: null, PartitionSelection: null } =>
            new DiscreteGaussianEvent(Fraction(e.SigmaSquared), Positive(e.L2Squared)),
        { DiscreteGaussian: null, DiscreteLaplace: { } e, Exponential: null, PartitionSelection: null } =>
            new DiscreteLaplaceEvent(Fraction(e.Scale), Positive(e.L1)),
        { DiscreteGaussian: null, DiscreteLaplace: null, Exponential: { } e, PartitionSelection: null } =>
            new ExponentialEvent(Fraction(e.Epsilon)),
        { DiscreteGaussian: null, DiscreteLaplace: null, Exponential: null, PartitionSelection: { Delta: > 0 and < 1 } e } =>
            new PartitionSelectionEvent(Fraction(e.SigmaSquared), Positive(e.L2Squared), e.Threshold, e.Delta),
        _ => throw new InvalidDataException("an event is not the use of one mechanism"),
    };

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

internal sealed record SavedPartitionSelection(string SigmaSquared, long L2Squared, long Threshold, double Delta);
