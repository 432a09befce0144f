using SafeSynth.Learners;

namespace SafeSynth.Attacks;

/// <summary>
/// A learner that tells synthetic rows from real ones takes members for synthetic, where a generator repeats what it saw.
/// </summary>
/// <remarks>
/// The score is the probability, by a forest trained on the reference (real) and on the synthetic rows, that the target is synthetic.
/// Targets are never trained on. The forest is grown to the end (<see cref="RandomForest"/>), so that a single synthetic row claims its
/// surroundings. Source: Houssiau et al. 2022, "TAPAS", and the published "Classifier" of Synth-MIA, which has the same two classes.
/// </remarks>
public sealed class Classifier : IAttack
{
    public AttackInfo Info { get; } = new(
        "Classifier", "Taken for synthetic by a random forest: copies, and places that the generator overcrowds.", AttackNeeds.Reference, "Houssiau et al. 2022")
    {
        DependsOnSeed = true,
    };

    public double[] Score(AttackSetting setting, CancellationToken cancel) => setting.ProbabilityOfSynthetic(new RandomForest(), cancel);
}
