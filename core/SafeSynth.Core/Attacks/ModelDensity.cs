namespace SafeSynth.Attacks;

/// <summary>The released model takes members for likelier rows than other people, where it learned them by heart.</summary>
/// <remarks>
/// The score is the exact log-probability of the target under the graphical model, bins and values in them. It cannot tell members from
/// people who are common; <see cref="ModelRatio"/> can. The attack of Hayes, Melis, Danezis, De Cristofaro 2019, "LOGAN", on models whose
/// density is known.
/// </remarks>
public sealed class ModelDensity : IAttack
{
    // What the model takes for impossible is less likely than anything else, but no more than that can be said.
    internal const double LeastLog = -1e4;

    public AttackInfo Info { get; } = new(
        "ModelDensity", "The probability of a row by the released model: models that learned members by heart.", AttackNeeds.Model,
        "Hayes, Melis, Danezis, De Cristofaro 2019");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var (model, targets) = (setting.KnownModel.Model, setting.KnownModel.Targets);
        return Array.ConvertAll(targets, target =>
        {
            var log = model.Graph.LogProbability(model.InBins(target));
            for (var column = 0; column < target.Length; column++)
                log += Math.Log(model.ShareInBin(column, target[column]));
            return Math.Max(LeastLog, log);
        });
    }
}
