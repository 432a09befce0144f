using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>The yardstick of the inference benchmark: mirror descent with the line search that Private-PGM publishes.</summary>
/// <remarks>
/// Each iteration doubles the last step, then halves it until the loss falls by at least half of what the step promised, at most 25
/// times; the first step is 1 / N^2. Loss, gradient and belief propagation are the library's own, so only iterations compare, not
/// seconds. Source: McKenna, Sheldon, Miklau 2019, with the line search of ryan112358/private-pgm at 01f02f1.
/// </remarks>
internal static class PlainMirrorDescent
{
    private const int MostHalvings = 25;

    /// <summary>The loss after some iterations from the uniform distribution.</summary>
    public static double Loss(int[] shape, IReadOnlyList<Measurement> measurements, double total, int iterations)
    {
        Clique[] cliques = [.. measurements.Select(measurement => measurement.Clique)];
        var beliefs = new BeliefPropagation(new JunctionTree(shape, cliques), shape, cliques);
        var objective = new MarginalLoss(beliefs, measurements, total);
        double[] potentials = beliefs.Pack([]), trial = new double[beliefs.Length];
        double[] gradient = new double[beliefs.Length], trialGradient = new double[beliefs.Length];
        beliefs.Calibrate(potentials, total);
        var marginals = beliefs.Marginals.ToArray();
        var loss = objective.Evaluate(marginals, gradient);
        var step = 1 / (total * total);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            step *= 2;
            for (var halvings = 0; halvings < MostHalvings; halvings++)
            {
                for (var i = 0; i < trial.Length; i++) trial[i] = potentials[i] - (step * gradient[i]);
                beliefs.Calibrate(trial, total);
                var trialLoss = objective.Evaluate(beliefs.Marginals, trialGradient);
                var promised = -objective.Along(marginals, beliefs.Marginals, gradient).Slope;
                if (loss - trialLoss >= promised / 2)
                {
                    (potentials, trial) = (trial, potentials);
                    (gradient, trialGradient) = (trialGradient, gradient);
                    beliefs.Marginals.CopyTo(marginals);
                    loss = trialLoss;
                    break;
                }

                step /= 2;
            }
        }

        return loss;
    }
}
