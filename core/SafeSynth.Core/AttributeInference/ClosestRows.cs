using SafeSynth.Attacks;

namespace SafeSynth.AttributeInference;

/// <summary>For each target, the rows that are nearest to it, all that are equally near.</summary>
internal static class ClosestRows
{
    /// <summary>What is done with the secrets of a target's nearest rows, and the squared distance to them.</summary>
    public delegate void Use(int target, IReadOnlyList<double> secrets, double squared);

    /// <param name="setting">Targets and rows.</param>
    /// <param name="use">Called once for each target, in no order, by several threads.</param>
    /// <param name="cancel">Stops the search.</param>
    public static void Each(SecretSetting setting, Use use, CancellationToken cancel)
    {
        var prices = DistanceScan.UnitPrices(setting.Rows);
        new DistanceScan(setting.Rows).Each(setting.Targets, _ => prices, Collect, cancel);

        void Collect(int target, Span<double> squared)
        {
            var least = double.PositiveInfinity;
            foreach (var distance in squared)
                least = Math.Min(least, distance);
            var secrets = new List<double>();
            for (var row = 0; row < squared.Length; row++)
            {
                if (squared[row] == least)
                    secrets.Add(setting.Secrets[row]);
            }

            use(target, secrets, least);
        }
    }
}
