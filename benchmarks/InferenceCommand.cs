using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Times the estimator alone: noisy answers in, fitted model out.</summary>
internal sealed class InferenceCommand : IBenchmark
{
    private const int ColdIterations = 500, YardstickIterations = 5000;

    public string Name => "inference";

    public string Purpose =>
        "Fitting a graphical model to 38 noisy marginals of coded Adult: seconds, loss; losses of small problems against their optimum.";

    public string Usage => "[--runs 5]";

    public void Run(Options options, TextWriter output)
    {
        var runs = (int)options.Number("--runs", 5);
        var problem = AdultProblem.Read();
        var tree = new JunctionTree(problem.Shape, problem.Measurements.Select(measurement => measurement.Clique));
        output.WriteLine($"problem: {problem.Measurements.Count} marginals of {problem.Measurements.Sum(m => m.Answers.Length):N0} cells; junction tree of {tree.Nodes.Count} nodes, {tree.Cells:N0} cells");

        // The only cold figure a process can give: everything after it runs compiled code.
        var cold = Timings.Once(() => Fit(problem, ColdIterations));
        output.WriteLine($"cold: {ColdIterations} iterations in {Timings.InUnits(cold)}");
        foreach (var iterations in new[] { 500, 1000, 5000 })
        {
            var loss = Fit(problem, iterations).Loss;
            var warm = Timings.Of(runs, () => Fit(problem, iterations));
            output.WriteLine($"warm: {iterations} iterations, loss {loss:F2}, {warm}, {warm.Median / iterations * 1e6:F0} us an iteration");
        }

        var target = double.NaN;
        var yardstick = Timings.Once(() =>
            target = PlainMirrorDescent.Loss(problem.Shape, problem.Measurements, problem.Total, YardstickIterations));
        output.WriteLine($"yardstick: plain mirror descent, {YardstickIterations} iterations, loss {target:F2}, {Timings.InUnits(yardstick)}");
        var needed = IterationsTo(target, problem);
        output.WriteLine($"that loss: {needed} iterations, {Timings.Of(runs, () => Fit(problem, needed))}");

        if (DataSets.FindReference("pgm-oracle.json") is not { } oracle)
        {
            output.WriteLine("small problems: pgm-oracle.json was not found");
            return;
        }

        foreach (var small in PgmOracle.Read(oracle))
        {
            var fit = MarginalEstimator.Fit(small.Shape, small.Measurements, small.Total, new StoppingRule(20_000));
            output.WriteLine($"{small.Name}: loss {fit.Loss:G12}, optimum {small.Optimum:G12} ({fit.Loss / small.Optimum - 1:E1} apart), Private-PGM {small.PrivatePgmLoss:G12}; {fit.Iterations} iterations");
        }
    }

    private static Estimate Fit(AdultProblem problem, int iterations) =>
        MarginalEstimator.Fit(problem.Shape, problem.Measurements, problem.Total, new StoppingRule(iterations));

    // Fits are deterministic and report the least loss met, which only falls with more iterations: bisection finds the first.
    private static int IterationsTo(double loss, AdultProblem problem)
    {
        var (tooFew, enough) = (0, YardstickIterations);
        while (enough - tooFew > 1)
        {
            var middle = (tooFew + enough) / 2;
            if (Fit(problem, middle).Loss <= loss) enough = middle;
            else tooFew = middle;
        }

        return enough;
    }
}
