namespace SafeSynth.Attacks;

/// <summary>
/// The density of the synthetic rows is higher at members than at other people, where a generator gathers around what it saw.
/// </summary>
/// <remarks>
/// The score is the logarithm of the density of the synthetic rows at the target (<see cref="KernelDensity"/>). It cannot tell members from
/// people in dense places. Source: Houssiau et al. 2022, "TAPAS".
/// </remarks>
public sealed class DensityEstimate : IAttack
{
    public AttackInfo Info { get; } = new(
        "DensityEstimate", "Density of the synthetic rows: generators that gather around members.", AttackNeeds.None, "Houssiau et al. 2022");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var kept = FeatureRows.Varying(setting.Synthetic);
        return new KernelDensity(setting.Synthetic.Select(kept)).LogAt(setting.Targets.Select(kept), cancel);
    }
}
