namespace SafeSynth.Attacks;

/// <summary>More synthetic rows fall close to members than to other people, where a generator gathers around what it saw.</summary>
/// <remarks>
/// The score is the share of the synthetic rows within a radius of the target: the median over all targets of the distance to the closest
/// synthetic row, which is symmetric in the targets. Source: Hilprecht, Härterich, Bernau 2019, "Monte Carlo and Reconstruction Membership
/// Inference Attacks against Generative Models", with the median heuristic (equation 4); a row at exactly the radius counts.
/// </remarks>
public sealed class MonteCarlo : IAttack
{
    public AttackInfo Info { get; } = new(
        "MonteCarlo", "Synthetic rows within the median closest distance: generators that gather around members.", AttackNeeds.None,
        "Hilprecht, Härterich, Bernau 2019");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var nearest = setting.Nearest(setting.Synthetic, 1, cancel);
        double[] closest = [.. Enumerable.Range(0, setting.Targets.Count).Select(target => nearest.SquaredDistancesOf(target, 1)[0]).Order()];
        var median = (closest[(closest.Length - 1) / 2] + closest[closest.Length / 2]) / 2;
        return Neighborhood.ShareWithin(setting, median, cancel);
    }
}
