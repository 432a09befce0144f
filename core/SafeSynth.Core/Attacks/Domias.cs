namespace SafeSynth.Attacks;

/// <summary>The density of the synthetic rows exceeds that of the population at members, where a generator overfits.</summary>
/// <remarks>
/// The score is the logarithm of the ratio of the two densities at the target, each estimated with a kernel (<see cref="KernelDensity"/>)
/// over the features that vary among both. In logarithms the ratio needs no constant against division by zero, so that people in thin
/// places keep their order. Source: van Breugel, Sun, Qian, van der Schaar 2023, "Membership Inference Attacks against Synthetic Data
/// through Overfitting Detection".
/// </remarks>
public sealed class Domias : IAttack
{
    public AttackInfo Info { get; } = new(
        "Domias", "Density of the synthetic rows against the population's: local overfitting.", AttackNeeds.Reference, "van Breugel et al. 2023");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var kept = FeatureRows.Varying(setting.Synthetic, setting.KnownRows);
        var targets = setting.Targets.Select(kept);
        var synthetic = new KernelDensity(setting.Synthetic.Select(kept)).LogAt(targets, cancel);
        var population = new KernelDensity(setting.KnownRows.Select(kept)).LogAt(targets, cancel);
        return [.. synthetic.Zip(population, (released, expected) => released - expected)];
    }
}
