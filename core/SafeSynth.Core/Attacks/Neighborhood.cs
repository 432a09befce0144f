namespace SafeSynth.Attacks;

/// <summary>The synthetic rows around each target.</summary>
internal static class Neighborhood
{
    /// <summary>For each target, the share of the synthetic rows at no more than this squared distance.</summary>
    public static double[] ShareWithin(AttackSetting setting, double squaredRadius, CancellationToken cancel)
    {
        var shares = new double[setting.Targets.Count];
        var prices = DistanceScan.UnitPrices(setting.Targets);
        new DistanceScan(setting.Synthetic).Each(setting.Targets, _ => prices, Count, cancel);
        return shares;

        void Count(int target, Span<double> squared)
        {
            var within = 0;
            foreach (var distance in squared)
                within += distance <= squaredRadius ? 1 : 0;
            shares[target] = (double)within / squared.Length;
        }
    }
}
