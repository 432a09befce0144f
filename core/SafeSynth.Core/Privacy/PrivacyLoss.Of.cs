using static System.FormattableString;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Privacy;

/// <content>How the losses of releases are measured, by what is known of them.</content>
public sealed partial record PrivacyLoss
{
    private const long MostTimes = 1_000_000_000_000;
    private const int MostPeople = 1_000_000;

    private const double NotablySmaller = 0.99;

    /// <summary>Releases of which no more is known than their epsilon and delta: the best composition that holds for all of them.</summary>
    /// <param name="epsilons">Above 0.</param>
    /// <param name="deltas">From 0 to below 1; one for all, or one for each.</param>
    /// <param name="times">How often all of them are made; 1 or more.</param>
    /// <param name="targetDelta">Where to state epsilon. Left out: the sum of their deltas, and 1e-6 more where that makes epsilon notably
    /// smaller.</param>
    /// <param name="groupSize">1 or more.</param>
    /// <exception cref="SafeSynthException">SS0100, SS0162 to SS0164: a value is out of range, or nothing holds at this delta.</exception>
    public static PrivacyLoss OfGuarantees(IReadOnlyList<double> epsilons, IReadOnlyList<double> deltas, long times, double? targetDelta, int groupSize)
    {
        if (deltas.Count != 1 && deltas.Count != epsilons.Count)
            throw LossFault.NotAsMany(epsilons.Count, deltas.Count);
        foreach (var epsilon in epsilons.Where(epsilon => !(epsilon > 0) || double.IsInfinity(epsilon)))
            throw PlanFault.EpsilonNotPositive(epsilon);
        foreach (var delta in deltas.Where(delta => !(delta is >= 0 and < 1)))
            throw LossFault.OutOfRange("Delta", delta, "0 or more and below 1");
        RequireCounts(times, groupSize);
        var releases = epsilons.Select((epsilon, i) => (Epsilon: epsilon, Delta: deltas[deltas.Count == 1 ? 0 : i])).GroupBy(release => release)
            .Select(same => (same.Key.Epsilon, same.Key.Delta, Times: checked(same.Count() * times))).ToList();
        if (OptimalComposition.SumsOf(releases) > OptimalComposition.MostSums)
            throw LossFault.TooManySums(OptimalComposition.MostSums);

        var number = releases.Sum(release => release.Times);
        var ownDelta = releases.Aggregate(0.0, (sum, release) => RoundedUp.Sum(sum, RoundedUp.Product(release.Times, release.Delta)));
        var curve = new OptimalComposition(releases);
        var withSlack = Math.Min(1, ownDelta + Guarantee.DefaultDelta);
        var at = targetDelta ?? (number == 1 || !(curve.Epsilon(withSlack) < NotablySmaller * curve.Epsilon(ownDelta)) ? ownDelta : withSlack);
        RequireDelta(at);
        var sum = releases.Sum(release => release.Times * release.Epsilon);
        var total = number == 1 && at == ownDelta ? epsilons[0] : curve.Epsilon(at);
        if (double.IsInfinity(total))
            throw LossFault.NoEpsilon("these releases", at, Invariant($"of at least {ownDelta:0.###e-00}: that often they fail by themselves"));

        var isPure = ownDelta == 0;
        var loss = new PrivacyLoss(NameOf(releases, number), curve, total, at)
        {
            Rho = isPure
                ? releases.Aggregate(
                    0.0, (rho, release) => RoundedUp.Sum(rho, Math.BitIncrement(release.Times * release.Epsilon * release.Epsilon / 2) * (1 + 4e-16)))
                : null,
            Mu = isPure ? Math.BitIncrement(Math.Sqrt(releases.Sum(release => release.Times * Squared(MuOf(release.Epsilon))))) * (1 + 1e-15) : null,
            Note = string.Join(' ', NotesOn(number, sum, ownDelta)),
        };
        return loss.ForGroup(groupSize, GroupOf(loss, releases, groupSize));
    }

    /// <summary>Releases of which rho is known: rhos add up.</summary>
    public static PrivacyLoss OfZcdp(double rho, long times, double delta, int groupSize)
    {
        RequirePositive("Rho", rho);
        Require(times, delta, groupSize, "a rho");
        var total = RoundedUp.Product(times, rho);
        var curve = new ZcdpAccountant().Compose(new FixedSchedule(GaussianOf(Exact(rho) * 2, times)));
        var group = RoundedUp.Product((long)groupSize * groupSize, total);
        return new PrivacyLoss(Invariant($"{Several(times)}rho {rho}"), curve, curve.Epsilon(delta), delta)
        {
            Rho = total,
            Note = "No mu follows from rho.",
        }.ForGroup(groupSize, (ZcdpConversion.Epsilon(group, delta), delta));
    }

    /// <summary>Releases of which mu is known: squares of mu add up.</summary>
    public static PrivacyLoss OfGdp(double mu, long times, double delta, int groupSize)
    {
        RequirePositive("Mu", mu);
        Require(times, delta, groupSize, "a mu");
        return OfGaussian(Invariant($"{Several(times)}mu {mu}"), Exact(mu) * Exact(mu), times, delta, groupSize);
    }

    /// <summary>A release of which the Renyi divergence at one order is known; at that order divergences add up.</summary>
    public static PrivacyLoss OfRenyi(double order, double divergence, long times, double delta, int groupSize)
    {
        if (!(order > 1) || double.IsInfinity(order))
            throw LossFault.OutOfRange("Order", order, "a finite number above 1");
        RequirePositive("Divergence", divergence);
        Require(times, delta, groupSize, "a Renyi divergence");
        var curve = new RenyiPoint(order, RoundedUp.Product(times, divergence));
        var loss = new PrivacyLoss(Invariant($"{Several(times)}Renyi divergence {divergence} at order {order}"), curve, curve.Epsilon(delta), delta)
        {
            Note = "No rho and no mu follow from one order.",
        };
        return loss.ForGroup(groupSize, GroupOf(loss, groupSize));
    }

    /// <summary>Steps of Gaussian noise on a Poisson sample, as in DP-SGD, for one person more or less.</summary>
    /// <param name="noiseMultiplier">The noise's standard deviation over the norm of one person's contribution; above 0.</param>
    /// <param name="sampleRate">The probability that a person takes part in a step, above 0 and at most 1.</param>
    /// <param name="steps">1 or more.</param>
    /// <param name="delta">Where to state epsilon; above 0.</param>
    /// <param name="groupSize">1 or more.</param>
    public static PrivacyLoss OfSampledGaussian(double noiseMultiplier, double sampleRate, long steps, double delta, int groupSize)
    {
        RequirePositive("NoiseMultiplier", noiseMultiplier);
        if (!(sampleRate is > 0 and <= 1))
            throw LossFault.OutOfRange("SampleRate", sampleRate, "above 0 and at most 1");
        Require(steps, delta, groupSize, "Gaussian noise");
        var name = Invariant($"{steps} step{(steps == 1 ? "" : "s")} of noise multiplier {noiseMultiplier}");
        var multiplier = Exact(noiseMultiplier);
        if (sampleRate == 1)
            return OfGaussian(name, 1 / (multiplier * multiplier), steps, delta, groupSize);

        var step = new SubsampledGaussianEvent(Exact(sampleRate), multiplier);
        var curve = new PldAccountant().Compose(new FixedSchedule(new ComposedEvent(step, steps)));
        var loss = new PrivacyLoss(Invariant($"{name} on samples of rate {sampleRate}"), curve, curve.Epsilon(delta), delta)
        {
            Note = "For one person more or less, sampled independently in every step and in secret. Rho and mu of the unsampled noise would overstate it.",
        };
        return loss.ForGroup(groupSize, GroupOf(loss, groupSize));
    }

    private static PrivacyLoss OfGaussian(string name, Rational muSquared, long times, double delta, int groupSize)
    {
        var curve = new GdpAccountant().Compose(new FixedSchedule(GaussianOf(muSquared, times)));
        var total = times * muSquared;
        var mu = RoundedUp.Root(total.ToDoubleUp());
        return new PrivacyLoss(name, curve, curve.Epsilon(delta), delta)
        {
            Mu = mu,
            Rho = (total / 2).ToDoubleUp(),
        }.ForGroup(groupSize, (GaussianConversion.Epsilon(RoundedUp.Product(groupSize, mu), delta), delta));
    }

    // Accountants price events. This one has the mu, and the rho of half its square, that is asked for; what is done with it holds for all
    // that have.
    private static ComposedEvent GaussianOf(Rational muSquared, long times) => new(new RoundedGaussianEvent(1 / muSquared, 1), times);

    private PrivacyLoss ForGroup(int size, (double Epsilon, double Delta) group) =>
        this with { GroupSize = size, GroupEpsilon = group.Epsilon, GroupDelta = group.Delta };

    private static (double Epsilon, double Delta) GroupOf(PrivacyLoss one, int size)
    {
        if (size == 1)
            return (one.Epsilon, one.Delta);
        return (RoundedUp.Product(size, one.Epsilon), DeltaOfGroup(one.Epsilon, one.Delta, size));
    }

    private static double DeltaOfGroup(double epsilon, double delta, int size) =>
        delta == 0 ? 0 : GroupPrivacy.Of(new Guarantee(Math.Max(epsilon, double.Epsilon), delta), size).Delta;

    // Each release is one for groups; where a group is promised nothing at all any more, the lemma says so of the sum.
    private static (double Epsilon, double Delta) GroupOf(PrivacyLoss all, IReadOnlyList<(double Epsilon, double Delta, long Times)> releases, int size)
    {
        if (size == 1)
            return GroupOf(all, size);
        var group = releases.Select(release => (size * release.Epsilon, Delta: DeltaOfGroup(release.Epsilon, release.Delta, size), release.Times)).ToList();
        var (own, groupOwn) = (releases.Sum(release => release.Times * release.Delta), group.Sum(release => release.Times * release.Delta));
        if (groupOwn >= 1)
            return GroupOf(all, size);
        var delta = Math.Min(1, Math.BitIncrement((groupOwn * (1 + 1e-12)) + Math.Max(0, all.Delta - own)));
        return all.Delta == 0 ? (RoundedUp.Product(size, all.Epsilon), 0) : (new OptimalComposition(group).Epsilon(delta), delta);
    }

    // The quantile is good to a few units in 10^15.
    private static double MuOf(double epsilon) => 2 * ((NormalTail.UpperQuantile(1 / (1 + Math.Exp(epsilon))) * (1 + 1e-14)) + 1e-14);

    private static double Squared(double value) => value * value;

    private static Rational Exact(double value) => Rational.RoundUp(value, 1074);

    private static string NameOf(IReadOnlyList<(double Epsilon, double Delta, long Times)> releases, long number)
    {
        var each = releases.Select(
            release => Invariant($"epsilon {release.Epsilon}{(release.Delta == 0 ? "" : Invariant($" and delta {release.Delta:0.###e-00}"))}"));
        return releases is [{ Times: var times }] ? Several(times) + each.Single()
            : Invariant($"{number} releases: ") + string.Join(
                ", ", releases.Zip(each, (release, name) => release.Times == 1 ? name : Invariant($"{release.Times} times {name}")));
    }

    private static IEnumerable<string> NotesOn(long number, double sum, double ownDelta)
    {
        if (number > 1)
        {
            yield return $"Adding up alone would give epsilon {Figures.Up(sum)} at delta {Figures.Up(ownDelta)}.";
            yield return "Questions may follow earlier answers; epsilons and deltas must be fixed beforehand.";
        }

        if (ownDelta > 0)
            yield return "No rho and no mu follow where delta is above 0: they rule out that a release ever gives anyone away for certain.";
    }

    private static string Several(long times) => times == 1 ? "One release of " : Invariant($"{times} releases of ");

    private static void RequirePositive(string name, double value)
    {
        if (!(value > 0) || double.IsInfinity(value))
            throw LossFault.OutOfRange(name, value, "a finite number above 0");
    }

    private static void Require(long times, double delta, int groupSize, string measure)
    {
        RequireCounts(times, groupSize);
        RequireDelta(delta);
        if (delta == 0)
            throw LossFault.NoEpsilon(measure, delta, "above 0, such as 1e-6");
    }

    private static void RequireCounts(long times, int groupSize)
    {
        if (times is < 1 or > MostTimes)
            throw LossFault.OutOfRange("Times", times, Invariant($"from 1 to {MostTimes}"));
        if (groupSize is < 1 or > MostPeople)
            throw LossFault.OutOfRange("GroupSize", groupSize, Invariant($"from 1 to {MostPeople}"));
    }

    private static void RequireDelta(double delta)
    {
        if (!(delta is >= 0 and < 1))
            throw LossFault.OutOfRange("Delta", delta, "0 or more and below 1");
    }

    private sealed class RenyiPoint(double order, double divergence) : PrivacyCurve
    {
        private protected override double DeltaAt(double epsilon) => RenyiConversion.Delta(order, divergence, epsilon);

        private protected override double EpsilonAt(double delta) => delta == 1 ? 0 : RenyiConversion.Epsilon(order, divergence, delta);
    }
}
