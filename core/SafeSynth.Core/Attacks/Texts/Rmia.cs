namespace SafeSynth.Attacks;

/// <summary>
/// Members are as probable to a model of the released texts as texts are to a model that has seen them, allowing for how much seeing a text
/// changes.
/// </summary>
/// <remarks>
/// Relative membership inference: the ratio of p_S(x) to the mean of what models make of x that have seen it and models that have not.
/// Models here are
/// <see cref="WordModel"/>s of the reference, for which both are exact: the score is
///   log p_S(x) - log((p_R(x) + p_{R + x}(x)) / 2),
/// R + x being the reference and the text. It stays in logarithms, for a double holds no probability of a long text. Comparing it with the
/// ratios of further texts, as the paper does, would not change its order. Source: Zarifzadeh, Liu, Shokri 2024, "Low-Cost High-Power
/// Membership Inference Attacks"; for synthetic texts Meeus et al. 2025.
/// </remarks>
public sealed class Rmia : ITextAttack
{
    public AttackInfo Info { get; } = new(
        "Rmia", "The same ratio to models that have seen the text and models that have not: allows for how much seeing a text changes.",
        AttackNeeds.Text | AttackNeeds.Reference, "Zarifzadeh, Liu, Shokri 2024");

    public double[] Score(TextAttackSetting setting, CancellationToken cancel)
    {
        var (released, other) = NGramRatio.Models(setting, cancel);
        var scores = new double[setting.Targets.Count];
        for (var target = 0; target < scores.Length; target++)
        {
            cancel.ThrowIfCancellationRequested();
            var text = setting.Targets.Words[target];
            var unseen = other.LogShare(text);
            other.Learn(text);
            var seen = other.LogShare(text);
            other.Forget(text);
            var larger = Math.Max(seen, unseen);
            scores[target] = released.LogShare(text) - (larger + Math.Log((Math.Exp(seen - larger) + Math.Exp(unseen - larger)) / 2));
        }

        return scores;
    }
}
