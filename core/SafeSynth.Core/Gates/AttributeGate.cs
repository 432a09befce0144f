using SafeSynth.AttributeInference;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>Does a release tell more of its members' secrets than of other people's? One test for all predictors together.</summary>
/// <remarks>
/// <para>Where members and others were divided at random before the fit and nothing leaks, who is a member is independent of all guesses,
/// so labels may be permuted over them: an exact test, as in <see cref="PermutationGate"/>, which fails such a release with probability
/// alpha at most, for any number of predictors; people with several rows are permuted whole (<see cref="MaxTTest"/>).</para>
/// <para>T is the largest, over all predictors, of three kinds of standardised sums over members: closeness of the guesses (the advantage
/// of Yeom et al. 2018); how much closer they are than guesses from rows that the attacker knows, in which what is true of the population
/// cancels; and the same of the 1, 2, 3, 5 and 10 percent of whom the release makes the attacker surer than those rows do, less the mean
/// over all people, where a few secrets given away show.</para>
/// <para>A Pass needs more than a large p: an advantage of the demanded size would have failed with probability
/// <see cref="DetectionPower.Demanded"/> (the sum of closeness alone, normal), and the groups are fit to be compared
/// (<see cref="Comparability"/>). Otherwise the verdict is Inconclusive.</para>
/// </remarks>
/// <param name="alpha">The chance that a release that gives no secret away fails.</param>
/// <param name="floor">The advantage that must not be overlooked for a Pass, from 0 to 1.</param>
/// <param name="seed">Decides the permutations.</param>
public sealed class AttributeGate(double alpha = PermutationGate.DefaultAlpha, double floor = AttributeGate.DefaultFloor, ulong seed = 1) : IGate<AttributeReport>
{
    public const double DefaultFloor = 0.1;

    private const int Permutations = 9_999;

    // Sums of whole numbers are the same in any order.
    private const double Grid = 1 << 16;

    public static GateInfo About { get; } = new(
        "AttributeGate", "Fails a release that tells more of its members' secrets than of other people's.", "Yeom et al. 2018; Westfall, Young 1993; Phipson, Smyth 2010");

    public GateInfo Info => About;

    GateDecision IGate<AttributeReport>.Decide(AttributeReport evidence, CancellationToken cancel) => Decide(evidence, cancel);

    /// <inheritdoc cref="IGate{T}.Decide"/>
    public AttributeDecision Decide(AttributeReport report, CancellationToken cancel = default)
    {
        var isMember = report.MemberUnits();
        int[] looks = [.. Suspicion.LooksAt(isMember.Length)];
        var statistics = report.Predictors.SelectMany(predictor => StatisticsOf(report, predictor, looks)).ToList();
        var outcome = new MaxTTest(statistics).Run(isMember, Permutations, seed, cancel);
        var seen = SmallestSeen(report, isMember, outcome.Critical(alpha));
        var reason = Comparability.ReasonAgainst(report, isMember, seed, cancel);

        var verdict = reason is not null ? Verdict.Inconclusive
            : outcome.PValue <= alpha && outcome.Observed.Max() > 0 ? Verdict.Fail
            : Comparability.IsTooSmallToPass(report) || seen > floor ? Verdict.Inconclusive : Verdict.Pass;
        var why = reason
            ?? (verdict == Verdict.Fail ? EvidenceOf(report, isMember, looks, Array.IndexOf(outcome.Observed, outcome.Observed.Max()))
                : verdict == Verdict.Pass ? Invariant($"'{report.Secret}' is guessed no better of members than of others. An advantage of {Points(seen)} would have shown with {Figures.RoughPercent(DetectionPower.Demanded)} probability.")
                : Comparability.IsTooSmallToPass(report) ? Comparability.SaysTooSmall(report)
                : Blindness(isMember, seen));
        return new AttributeDecision(
            new GateResult(
                About.Name, report.DataName, verdict, $"The release tells no more of the '{report.Secret}' of its members than of other people's.", alpha,
                Invariant($"secrets of members guessed better by {Points(floor)}, with {Figures.RoughPercent(DetectionPower.Demanded)} probability")),
            Invariant($"{verdict} (alpha {alpha}, p = {outcome.PValue:0.####}): {why}"), outcome.PValue)
        {
            Floor = seen,
        };
    }

    private static IEnumerable<double[]> StatisticsOf(AttributeReport report, PredictorResult predictor, int[] looks)
    {
        var gain = GainOf(report, predictor);
        var order = new Suspicion(report.HighestByUnit(predictor.Surer));
        return [OnGrid(report.MeanByUnit(predictor.Closeness)), gain, .. looks.Select(first => order.TopWeights(first).Zip(gain, (weight, of) => weight * of).ToArray())];
    }

    // What a release tells more or less of everybody says nothing of members, wherever most of them stand in the order.
    private static double[] GainOf(AttributeReport report, PredictorResult predictor)
    {
        var gain = OnGrid(report.MeanByUnit(predictor.Gain));
        var mean = Math.Round(gain.Average());
        return Array.ConvertAll(gain, of => of - mean);
    }

    private static double[] OnGrid(double[] values) => Array.ConvertAll(values, value => Math.Round(value * Grid));

    // By the spread of a difference of means over all ways of choosing the members: that of the predictor whose guesses vary most, and no
    // less than what the demanded advantage itself brings along.
    private double SmallestSeen(AttributeReport report, bool[] isMember, double critical)
    {
        double units = isMember.Length, members = isMember.Count(one => one);
        var given = floor * members / units;
        var variance = report.Predictors.Max(predictor =>
        {
            var closeness = report.MeanByUnit(predictor.Closeness);
            var mean = closeness.Average();
            return closeness.Sum(value => (value - mean) * (value - mean)) / (units - 1);
        });
        return (Math.Max(critical, NormalTail.UpperQuantile(alpha)) + NormalTail.UpperQuantile(1 - DetectionPower.Demanded))
            * Math.Sqrt(Math.Max(variance, given * (1 - given)) * ((1 / members) + (1 / (units - members))));
    }

    private string Blindness(bool[] isMember, double seen)
    {
        var times = seen / floor * (seen / floor);
        var members = isMember.Count(one => one);
        long Rounded(int count) => (long)Math.Ceiling(count * times / 10) * 10;
        return Invariant($"an advantage below {Points(seen)} could have been overlooked. {Rounded(members)} members and {Rounded(isMember.Length - members)} others to compare them with would be enough to see {Points(floor)}.");
    }

    private static string Points(double share) => Invariant($"{100 * share:0.##} percentage points");

    private static string EvidenceOf(AttributeReport report, bool[] isMember, int[] looks, int strongest)
    {
        var (number, statistic) = (strongest / (looks.Length + 2), strongest % (looks.Length + 2));
        var result = report.Predictors[number];
        var name = result.Predictor.Name;
        if (statistic == 0)
        {
            var advantage = report.Advantages()[number];
            return report.IsCategory
                ? Invariant($"{name} guesses '{report.Secret}' right of {100 * advantage.Members:0.#} % of the members and of {100 * advantage.Others:0.#} % of the others.")
                : Invariant($"{name} misses '{report.Secret}' of members by {100 * (1 - advantage.Members):0.#} % of all people, and that of others by {100 * (1 - advantage.Others):0.#} %.");
        }

        var gain = Array.ConvertAll(GainOf(report, result), of => of / Grid);
        if (statistic == 1)
        {
            double Mean(bool side) => gain.Where((_, unit) => isMember[unit] == side).Average();
            return Invariant($"the release brings {name} {Points(Mean(true) - Mean(false))} nearer to '{report.Secret}' of members than to that of others, set against what it could guess without.");
        }

        var first = looks[statistic - 2];
        var weights = new Suspicion(report.HighestByUnit(result.Surer)).TopWeights(first);
        double Won(bool side) =>
            Enumerable.Range(0, weights.Length).Where(unit => isMember[unit] == side).Sum(unit => weights[unit] * gain[unit]) * first / weights.Sum();
        return Invariant($"of the {first} people of whom the release makes {name} surest, it gives away '{report.Secret}' of {Won(true):0.#} members and of {Won(false):0.#} others, set against what could be guessed without it of anybody.");
    }
}

/// <summary>The verdict of an <see cref="AttributeGate"/>.</summary>
public sealed record AttributeDecision(GateResult Result, string Detail, double? PValue) : GateDecision(Result, Detail, PValue)
{
    /// <summary>The least advantage that would have failed with the demanded probability.</summary>
    public required double Floor { get; init; }
}
