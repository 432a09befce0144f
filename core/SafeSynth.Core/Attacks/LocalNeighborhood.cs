namespace SafeSynth.Attacks;

/// <summary>More synthetic rows fall close to members than to other people; how close is fixed beforehand.</summary>
/// <remarks>
/// The score is the share of the synthetic rows within distance 1 of the target (<see cref="FeatureRows"/>): one standard deviation of one
/// number, or one category. It is blind where no row comes so close. Source: Houssiau et al. 2022, "TAPAS".
/// </remarks>
public sealed class LocalNeighborhood : IAttack
{
    private const double SquaredRadius = 1;

    public AttackInfo Info { get; } = new(
        "LocalNeighborhood", "Synthetic rows within one standard deviation: generators that gather around members.", AttackNeeds.None,
        "Houssiau et al. 2022");

    public double[] Score(AttackSetting setting, CancellationToken cancel) => Neighborhood.ShareWithin(setting, SquaredRadius, cancel);
}
