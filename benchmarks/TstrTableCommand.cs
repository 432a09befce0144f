using System.Globalization;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>Fits mixed tables with nothing declared, trains a classifier on what comes out, and tests it on real rows.</summary>
internal sealed class TstrTableCommand : IBenchmark
{
    public string Name => "tstr-table";

    public string Purpose =>
        "Train on synthetic, test on real, of five mixed tables with nothing declared: AUC and accuracy of boosted trees, beside baselines.";

    public string Usage =>
        "[--data adult_raw,pima_diabetes] [--generators OneShot,Mst] [--epsilons 0.5,1,3,10] [--fits 10] [--delta 1e-6] [--declared no]";

    public void Run(Options options, TextWriter output)
    {
        var generators = Listed(options, "--generators", string.Join(',', GeneratorCatalog.All.Select(generator => generator.Info.Name)));
        double[] epsilons = [.. Listed(options, "--epsilons", "0.5,1,3,10").Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        var (fits, delta) = ((int)options.Number("--fits", 10), options.Number("--delta", 1e-6));
        var isDeclared = options.Optional("--declared") == "yes";
        foreach (var task in Listed(options, "--data", string.Join(',', TstrTask.Names)).Select(TstrTask.Read))
        {
            var (auc, accuracy) = TrainOnSynthetic.Score(task.Train, task.Test, task.Target, task.IsPositive);
            var majority = TrainOnSynthetic.MajorityAccuracy(task.Train, task.Test, task.Target, task.IsPositive);
            output.WriteLine($"\n{task.Name}: {task.Question}; {task.Train.Rows} rows to imitate, {task.Test.Rows} to test; {fits} fits, delta {delta:0e+0}, {(isDeclared ? "all" : "nothing")} declared");
            output.WriteLine($"AUC | {string.Join(" | ", epsilons.Select(epsilon => $"epsilon {epsilon}"))}");
            output.WriteLine($"real rows | {auc:F4} (accuracy {accuracy:F3})");
            output.WriteLine($"majority | 0.5 (accuracy {majority:F3})");
            foreach (var generator in generators)
            {
                var scores = epsilons.Select(epsilon => Fits(task, new DpPlan(new Guarantee(epsilon, delta))
                {
                    Generator = generator,
                    Schema = isDeclared ? ExactSchema.Of(task.Train) : Data.Schema.Empty,
                }, fits)).ToList();
                output.WriteLine($"{generator} | {string.Join(" | ", scores.Select(all => MeanAndError.Of([.. all.Select(score => score.Auc)])))}");
                output.WriteLine(
                    $"{generator}, accuracy | {string.Join(" | ", scores.Select(all => MeanAndError.Of([.. all.Select(score => score.Accuracy)])))}");
            }
        }
    }

    private static List<(double Auc, double Accuracy)> Fits(TstrTask task, DpPlan plan, int fits)
    {
        var scores = new List<(double, double)>();
        for (var fit = 0; fit < fits; fit++)
        {
            var synthetic = Synthesis.Run(plan, task.Source, new SystemNoise()).Rows.ToList();
            scores.Add(TrainOnSynthetic.Score(CsvText.Of(synthetic), task.Test, task.Target, task.IsPositive));
        }

        return scores;
    }

    private static string[] Listed(Options options, string name, string otherwise) => (options.Optional(name) ?? otherwise).Split(',');
}
