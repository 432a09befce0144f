namespace SafeSynth.Attacks;

/// <summary>A way to guess who wrote the private texts, given texts that were released.</summary>
public interface ITextAttack
{
    AttackInfo Info { get; }

    /// <summary>One score for each target: the higher, the more the attack takes its text for one that the release was made from.</summary>
    /// <remarks>
    /// As of <see cref="IAttack.Score"/>: targets carry no labels of membership, and permutation tests over the scores are exact.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The attack was cancelled.</exception>
    double[] Score(TextAttackSetting setting, CancellationToken cancel);
}
