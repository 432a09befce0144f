using CsCheck;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class MarginalEstimatorTests
{
    private static readonly StoppingRule Long = new(MaxIterations: 5000);

    [Fact]
    public void The_fit_is_optimal_among_all_distributions() => ModelGen.Measured.Sample(problem =>
    {
        var fit = MarginalEstimator.Fit(problem.Shape, problem.Measurements, problem.Total, Long);

        Assert.InRange(OptimalityGap(problem.Shape, problem.Measurements, fit.Model), -1e-6, 1e-3 * (1 + fit.Loss));
    }, iter: 300);

    [Fact]
    public void The_loss_is_half_the_squared_error_over_the_variance()
    {
        Measurement[] measurements = [new([0], [40, 70], 2), new([0], [50, 50], 1), new([0, 1], [30, 20, 30, 30], 5)];
        var fit = MarginalEstimator.Fit([2, 2], measurements, 100, Long);

        var loss = measurements.Sum(m => m.Answers
            .Zip(fit.Model.Marginal(m.Clique), (answer, count) => 0.5 * Math.Pow((count - answer) / m.StandardDeviation, 2)).Sum());
        Assert.Equal(loss, fit.Loss, 1e-9);
    }

    [Fact]
    public void Answers_weigh_by_the_inverse_of_their_variance_not_of_their_deviation()
    {
        // Variances 1 and 16: the weighted mean of 40 and 57 is 41, whether the answers are to one clique or implied by another.
        var sameClique = MarginalEstimator.Fit([2], [new([0], [40, 60], 1), new([0], [57, 43], 4)], 100, Long);
        Assert.Equal(41, sameClique.Model.Marginal([0])[0], 1e-6);

        // Summing the second attribute out doubles the variance of the coarse answer: 32 / 2 against 1.
        var finer = MarginalEstimator.Fit(
            [2, 2], [new([0], [40, 60], 1), new([0, 1], [28.5, 28.5, 21.5, 21.5], Math.Sqrt(8))], 100, Long);
        Assert.Equal(41, finer.Model.Marginal([0])[0], 1e-6);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(1e3)]
    public void The_fit_leaves_the_uniform_start_whatever_the_scale_of_the_noise(double deviation)
    {
        // dpmm since November 2025: a step that cannot grow stays at the start and returns uniform columns.
        double[] pairs = [30_000, 2_000, 650, 6_192, 5_000, 5_000];
        var fit = MarginalEstimator.Fit(
            [2, 3], [new([0], [32_650, 16_192], deviation), new([0, 1], pairs, deviation)], 48_842, new StoppingRule(MaxIterations: 200));

        AssertClose(pairs, fit.Model.Marginal([0, 1]), 1);
    }

    [Fact]
    public void Attributes_that_were_not_measured_stay_uniform()
    {
        var fit = MarginalEstimator.Fit([2, 4], [new([0], [75, 25], 1)], 100, Long);

        AssertClose([18.75, 18.75, 18.75, 18.75, 6.25, 6.25, 6.25, 6.25], fit.Model.Marginal([0, 1]), 1e-6);
    }

    [Fact]
    public void Nothing_measured_fits_the_uniform_distribution_in_no_steps()
    {
        var fit = MarginalEstimator.Fit([2, 2], [], 40, Long);

        Assert.Equal(0, fit.Iterations);
        AssertClose([10, 10, 10, 10], fit.Model.Marginal([0, 1]), 1e-12);
    }

    [Fact]
    public void Noise_far_greater_than_the_counts_gives_counts_that_are_not_negative()
    {
        var fit = MarginalEstimator.Fit([3, 2], [new([0, 1], [-900, 300, -50, 20, 700, -600], 500), new([1], [-20, 4], 500)], 1, Long);

        Assert.All(fit.Model.Marginal([0, 1]), count => Assert.InRange(count, 0, 1));
        Assert.Equal(1, fit.Model.Marginal([]).Single(), 1e-12);
    }

    [Fact]
    public void A_start_from_an_earlier_fit_begins_at_its_loss_and_keeps_its_terms()
    {
        Measurement[] first = [new([0, 1], [30, 20, 10, 40], 2), new([2], [10, 90], 2)];
        var before = MarginalEstimator.Fit([2, 2, 2], first, 100, Long);

        var again = MarginalEstimator.Fit([2, 2, 2], first, 100, new StoppingRule(MaxIterations: 0), before.Model);
        Assert.Equal(before.Loss, again.Loss, 1e-9);

        var further = MarginalEstimator.Fit([2, 2, 2], [new([1, 2], [10, 30, 0, 60], 2)], 100, Long, before.Model);
        AssertClose(before.Model.Potentials.Single(p => p.Clique.Equals(Clique.Of(0, 1))).Values,
            further.Model.Potentials.Single(p => p.Clique.Equals(Clique.Of(0, 1))).Values, 0);
        AssertClose([10, 30, 0, 60], further.Model.Marginal([1, 2]), 0.01);
    }

    [Fact]
    public void A_fit_that_has_stalled_stops_early()
    {
        Measurement[] measurements = [new([0, 1], [30, 20, 10, 44], 1), new([1], [39, 58], 1)];

        var patient = MarginalEstimator.Fit([2, 2], measurements, 100, Long);
        var hasty = MarginalEstimator.Fit([2, 2], measurements, 100, Long with { RelativeDecrease = 1e-3 });

        Assert.InRange(hasty.Iterations, 1, 200);
        Assert.Equal(patient.Loss, hasty.Loss, 0.01 * patient.Loss);
    }

    [Fact]
    public void The_fit_is_the_same_to_the_bit_every_time() => ModelGen.Measured.Sample(problem =>
    {
        var fits = Enumerable.Range(0, 2)
            .Select(_ => MarginalEstimator.Fit(problem.Shape, problem.Measurements, problem.Total, new StoppingRule(50)).Model.Potentials);

        Assert.Equal(fits.First().Select(p => p.Values), fits.Last().Select(p => p.Values));
    }, iter: 20);

    [Fact]
    public void A_step_allocates_nothing()
    {
        double[] answers = [.. Enumerable.Range(0, 600).Select(cell => (double)(cell % 17))];
        Measurement[] measurements = [new([0, 1], answers, 1), new([1, 2], [5, 3, 2, 9], 1)];
        int[] shape = [300, 2, 2];
        long Allocated(int iterations)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            MarginalEstimator.Fit(shape, measurements, 4000, new StoppingRule(iterations));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(10);
        Assert.InRange(Allocated(1010) - Allocated(10), -999, 999);   // not a byte per step
    }

    [Fact]
    public void A_cancelled_fit_stops() => Assert.Throws<OperationCanceledException>(() =>
        MarginalEstimator.Fit([2], [new([0], [1, 2], 1)], 3, Long, cancel: new CancellationToken(canceled: true)));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MarginalEstimator.Fit([2], [new([0], [1, 2, 3], 1)], 3, Long));
        Assert.Throws<ArgumentException>(() => MarginalEstimator.Fit([2], [new([1], [1, 2], 1)], 3, Long));
        Assert.Throws<ArgumentException>(() => MarginalEstimator.Fit([2], [new([0], [1, 2], 0)], 3, Long));
        Assert.Throws<ArgumentException>(() => MarginalEstimator.Fit([2], [new([0], [1, double.NaN], 1)], 3, Long));
        Assert.Throws<ArgumentException>(() => MarginalEstimator.Fit([2], [new([0], [1, 2], 1)], 0, Long));
        Assert.Throws<ArgumentException>(() => MarginalEstimator.Fit([2], [], 3, Long, new GraphicalModel([3], 1, [])));
    }

    // An upper bound of L - min L that needs no second solver: L is convex, so no distribution is better than
    // L(mu) + min over records x of total * G(x) - <G, mu>, with G the gradient summed over the cliques (Frank and Wolfe 1956).
    private static double OptimalityGap(int[] shape, Measurement[] measurements, GraphicalModel model)
    {
        double here = 0;
        var gradients = new List<(Clique Clique, double[] Cells)>();
        foreach (var (clique, answers, deviation) in measurements)
        {
            var counts = model.Marginal(clique);
            gradients.Add((clique, [.. counts.Zip(answers, (count, answer) => (count - answer) / (deviation * deviation))]));
            here += gradients[^1].Cells.Zip(counts, (slope, count) => slope * count).Sum();
        }
        var best = FullJoint.Records(shape)
            .Min(record => gradients.Sum(gradient => gradient.Cells[FullJoint.CellOf(gradient.Clique, shape, record)]));
        return here - (model.Total * best);
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var cell = 0; cell < expected.Length; cell++) Assert.Equal(expected[cell], actual[cell], tolerance);
    }
}
