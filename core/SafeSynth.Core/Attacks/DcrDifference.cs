namespace SafeSynth.Attacks;

/// <summary>Members lie closer to the synthetic rows than to other real ones, where a generator repeats what it saw.</summary>
/// <remarks>
/// The score is the distance to the closest reference row minus that to the closest synthetic row (<see cref="FeatureRows"/>): what is
/// common to the population, dense places above all, cancels. Source: Chen, Yu, Zhang, Fritz 2020, "GAN-Leaks", calibrated attack.
/// </remarks>
public sealed class DcrDifference : IAttack
{
    public AttackInfo Info { get; } = new(
        "DcrDifference", "Closer to a synthetic row than to any real one: copies, people in dense places told apart.", AttackNeeds.Reference,
        "Chen, Yu, Zhang, Fritz 2020");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var synthetic = setting.Nearest(setting.Synthetic, 1, cancel);
        var reference = setting.Nearest(setting.KnownRows, 1, cancel);
        return [.. Enumerable.Range(0, setting.Targets.Count).Select(target => reference.DistanceOf(target) - synthetic.DistanceOf(target))];
    }
}
