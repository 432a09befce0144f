namespace SafeSynth.Attacks;

/// <summary>Members lie closer to some synthetic row than other people do, where a generator repeats what it saw.</summary>
/// <remarks>
/// The score is minus the distance to the closest synthetic row (<see cref="FeatureRows"/>). It finds copies and near copies and nothing
/// subtler; that few are found says little (Ganev, De Cristofaro 2023). Source: Chen, Yu, Zhang, Fritz 2020, "GAN-Leaks".
/// </remarks>
public sealed class Dcr : IAttack
{
    public AttackInfo Info { get; } = new(
        "Dcr", "Distance to the closest synthetic row: finds copies and near copies.", AttackNeeds.None, "Chen, Yu, Zhang, Fritz 2020");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var nearest = setting.Nearest(setting.Synthetic, 1, cancel);
        return [.. Enumerable.Range(0, setting.Targets.Count).Select(target => -nearest.DistanceOf(target))];
    }
}
