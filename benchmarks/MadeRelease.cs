using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Made members, others, reference and synthetic rows of one population, attacked: correlated normal columns and one category.
/// </summary>
/// <param name="rows">How many of each.</param>
/// <param name="seed">Decides everything.</param>
internal sealed class MadeRelease(int rows, ulong seed)
{
    private const int Numbers = 6;

    private static readonly bool[] IsCategory = [.. Enumerable.Repeat(false, Numbers), true];

    private readonly SampleRandom _random = new(seed);

    /// <summary>
    /// What the attacks make of a release that copies a share of its members with normal noise on every number; the rest are fresh rows.
    /// </summary>
    /// <param name="copied">The share of synthetic rows that are copies of members, each of another.</param>
    /// <param name="noise">The noise in standard deviations of the column.</param>
    /// <param name="attacks">The attacks.</param>
    public MembershipReport Attack(double copied, double noise, IReadOnlyList<IAttack> attacks)
    {
        double[][] members = [.. Enumerable.Range(0, rows).Select(_ => Person())];
        double[][] targets = [.. members, .. Enumerable.Range(0, rows).Select(_ => Person())];
        double[][] reference = [.. Enumerable.Range(0, rows).Select(_ => Person())];
        var copies = (int)Math.Round(copied * rows);
        double[][] synthetic = [.. Enumerable.Range(0, rows).Select(row => row < copies ? Noisy(members[row], noise) : Person())];

        int[] order = [.. Enumerable.Range(0, targets.Length)];
        _random.Shuffle<int>(order);
        var isMember = Array.ConvertAll(order, target => target < rows);
        var setting = new AttackSetting(Rows([.. order.Select(target => targets[target])]), Rows(synthetic)) { Reference = Rows(reference), Seed = seed };
        return new MembershipReport(
            "made", [.. attacks.Select(attack => new AttackResult(attack.Info, attack.Score(setting, CancellationToken.None), isMember))])
        {
            Targets = setting.Targets,
            Units = [.. Enumerable.Range(0, targets.Length)],
        };
    }

    private static FeatureRows Rows(double[][] rows) => new([.. rows.SelectMany(row => row)], IsCategory);

    private double[] Person()
    {
        var common = _random.NextNormal();
        return [.. Enumerable.Range(0, Numbers).Select(_ => (0.6 * common) + (0.8 * _random.NextNormal())), _random.Next(4)];
    }

    private double[] Noisy(double[] person, double noise) =>
        [.. person[..Numbers].Select(value => value + (noise * _random.NextNormal())), person[Numbers]];
}
