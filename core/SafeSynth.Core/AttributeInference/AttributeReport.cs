using SafeSynth.Attacks;
using SafeSynth.Data;

namespace SafeSynth.AttributeInference;

/// <summary>How well a secret of members was guessed, and of others.</summary>
/// <param name="DataName">The release.</param>
/// <param name="Secret">The column that was guessed at.</param>
/// <param name="IsCategory">Whether it was guessed as a category rather than as a number.</param>
/// <param name="Predictors">One result for each predictor.</param>
/// <param name="IsMember">Whether each target is a member.</param>
public sealed record AttributeReport(
    string DataName, string Secret, bool IsCategory, IReadOnlyList<PredictorResult> Predictors, IReadOnlyList<bool> IsMember) : ComparedPeople(DataName)
{
    private const double Confidence = 0.95;

    public override IReadOnlyList<bool> IsMember { get; } = IsMember;

    /// <summary>What was known of the targets.</summary>
    public required IReadOnlyList<string> Known { get; init; }

    /// <summary>
    /// How close a guess comes on average that is drawn from the released secrets (of numbers: that is their median), whatever is known.
    /// </summary>
    public required double Chance { get; init; }

    /// <summary>What members lose, for each predictor. All intervals hold together with a probability of 95 %.</summary>
    public IReadOnlyList<Advantage> Advantages()
    {
        var isMember = MemberUnits();
        return [.. Predictors.Select(predictor => Advantage.Of(MeanByUnit(predictor.Closeness), isMember, 1 - ((1 - Confidence) / Predictors.Count)))];
    }
}

/// <summary>What one predictor guessed.</summary>
/// <param name="Predictor">The predictor.</param>
/// <param name="Closeness">How close its guess from the released rows comes for each target, from 0 to 1; of a category the chance of the
/// right one.</param>
/// <param name="Gain">How much closer that is than its guess from the rows that the attacker knows, from -1 to 1.</param>
/// <param name="Surer">How much surer of the guess the released rows make it than those rows do.</param>
public sealed record PredictorResult(PredictorInfo Predictor, IReadOnlyList<double> Closeness, IReadOnlyList<double> Gain, IReadOnlyList<double> Surer) : OwnerOnly;
