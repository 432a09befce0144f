using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

/// <summary>
/// Two clusters of people, and a generator that knows members from one of them only: 100 members and 100 others are the targets.
/// </summary>
internal static class OverfittedRows
{
    private const int Members = 100;

    public static AttackSetting Setting()
    {
        var random = new SampleRandom(5);
        FeatureRows Around(int count, double x, double y) =>
            new([.. Enumerable.Range(0, count).SelectMany(_ => new[] { x + (0.3 * random.NextNormal()), y + (0.3 * random.NextNormal()) })], [false, false]);
        return new AttackSetting(Around(Members, 0, 0).Concat(Around(Members, 1.5, 1.5)), Around(300, 0, 0)) { Reference = Around(300, 1.5, 1.5).Concat(Around(60, 0, 0)) };
    }

    public static double AreaOf(double[] scores) =>
        new RocCurve(scores, [.. Enumerable.Range(0, scores.Length).Select(target => target < Members)]).Area;
}
