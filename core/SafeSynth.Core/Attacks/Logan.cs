using SafeSynth.Learners;

namespace SafeSynth.Attacks;

/// <summary>A discriminator that tells synthetic rows from real ones takes members for synthetic, where a generator overfits.</summary>
/// <remarks>
/// The score is the probability, by a neural network trained on the reference (real) and on the synthetic rows, that the target is
/// synthetic. Targets are never trained on. Source: Hayes, Melis, Danezis, De Cristofaro 2019, "LOGAN", the attack without access to the
/// generator, with a network for tables as van Breugel et al. 2023 have it: two hidden layers, here of 64 units instead of 256
/// (<see cref="NeuralNetwork"/>).
/// </remarks>
public sealed class Logan : IAttack
{
    public AttackInfo Info { get; } = new(
        "Logan", "Taken for synthetic by a neural network: smooth overfitting.", AttackNeeds.Reference, "Hayes, Melis, Danezis, De Cristofaro 2019")
    {
        DependsOnSeed = true,
    };

    public double[] Score(AttackSetting setting, CancellationToken cancel) => setting.ProbabilityOfSynthetic(new NeuralNetwork(), cancel);
}
