using SafeSynth.Attacks;

namespace SafeSynth.Utility;

/// <summary>Train on synthetic, test on real: how well learners that saw nothing but released rows answer for real ones.</summary>
/// <remarks>
/// Two classes: area under the ROC curve and accuracy. More: accuracy, and the mean over the classes of the share that is found. Numbers:
/// the share of the variance that is explained. Of all: the error in small groups, the mean over the values of categories that 0.5 to 5
/// percent of the test rows share, twenty at least, of the share of wrong answers or of the squared error over the variance. Standard
/// errors are those of the test rows. Rows whose target is missing are left out. Source: Esteban, Hyland, Rätsch 2017, "Real-valued
/// (Medical) Time Series Generation with Recurrent Conditional GANs".
/// </remarks>
public sealed class TrainOnSynthetic : IUtilityMetric
{
    private const double LeastShare = 0.005, MostShare = 0.05, LeastRows = 20;

    public MetricInfo Info { get; } = new(
        "TrainOnSynthetic", "Learners trained on released rows, tested on real ones; needs a target.", Trains: true, "Esteban, Hyland, Rätsch 2017");

    public IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel)
    {
        if (setting.Target is null)
            return [];
        var test = setting.TrainAndTest().Test;
        var question = Question.Of(setting, test);
        var (trained, _, taught) = question.Ask(setting.Released);
        var (asked, numbers, answers) = question.Ask(test);
        if (taught.Length == 0 || answers.Length == 0)
            return [];

        var groups = GroupsOf(setting, test.Take(numbers));
        var figures = new List<UtilityFigure>[setting.Learners.Count];
        Parallel.For(0, figures.Length, new ParallelOptions { CancellationToken = cancel }, i =>
        {
            var (learner, name) = (setting.Learners[i], $"{Info.Name}.{setting.Learners[i].Info.Name}");
            figures[i] = question.IsOfClasses
                ? [.. Classes(name, learner.Classify(trained, ClassesOf(taught), question.Classes, setting.Seed, cancel).Probabilities(asked, cancel), ClassesOf(taught), ClassesOf(answers), groups)]
                : learner.Regress(trained, taught, setting.Seed, cancel) is { } model
                    ? [.. Numbers(name, model.Predict(asked, cancel), taught, answers, groups)]
                    : [];
        });
        return [.. figures.SelectMany(figure => figure)];
    }

    private static int[] ClassesOf(double[] answers) => Array.ConvertAll(answers, answer => (int)answer);

    /// <summary>The figures of a learner that tells classes apart.</summary>
    internal static IEnumerable<UtilityFigure> Classes(string name, double[][] probabilities, int[] taught, int[] answers, List<int[]> groups)
    {
        var common = taught.CountBy(@class => @class).OrderByDescending(counted => counted.Value).ThenBy(counted => counted.Key).First().Key;
        var isRight = probabilities.Zip(answers, (row, answer) => Array.IndexOf(row, row.Max()) == answer).ToArray();
        var majority = Array.ConvertAll(answers, answer => answer == common);
        if (probabilities[0].Length == 2)
            yield return Figure($"{name}.Auc", Scores.Area([.. probabilities.Select(row => row[1])], Array.ConvertAll(answers, answer => answer == 1)), 0.5);
        yield return Figure($"{name}.Accuracy", Scores.Accuracy(isRight), Scores.Accuracy(majority).Value);
        if (probabilities[0].Length > 2)
        {
            var classes = Enumerable.Range(0, answers.Length).GroupBy(row => answers[row])
                .Select(rows => Scores.Accuracy([.. rows.Select(row => isRight[row])])).ToList();
            yield return Figure(
                $"{name}.BalancedAccuracy",
                (classes.Average(one => one.Value), Math.Sqrt(classes.Sum(one => one.Error * one.Error)) / classes.Count), 1.0 / classes.Count);
        }

        if (groups.Count > 0)
            yield return InGroups(name, groups, row => isRight[row] ? 0 : 1, row => majority[row] ? 0 : 1);
    }

    private static IEnumerable<UtilityFigure> Numbers(string name, double[] predicted, double[] taught, double[] answers, List<int[]> groups)
    {
        var guess = taught.Average();
        yield return Figure($"{name}.R2", Scores.Explained(predicted, answers), Scores.Explained([.. answers.Select(_ => guess)], answers).Value);
        var mean = answers.Average();
        var variance = answers.Average(answer => (answer - mean) * (answer - mean));
        if (groups.Count > 0 && variance > 0)
            yield return InGroups(name, groups, row => Square(predicted[row] - answers[row]) / variance, row => Square(guess - answers[row]) / variance);
    }

    private static double Square(double x) => x * x;

    private static UtilityFigure Figure(string name, (double Value, double Error) score, double majority) =>
        new(name, score.Value, Better.Higher) { StandardError = score.Error, Majority = majority };

    // Groups overlap, so no simple error is known.
    private static UtilityFigure InGroups(string name, List<int[]> groups, Func<int, double> error, Func<int, double> majority) =>
        new($"{name}.SmallGroups", groups.Average(rows => rows.Average(error)), Better.Lower) { Majority = groups.Average(rows => rows.Average(majority)) };

    // The rows of every small group.
    private static List<int[]> GroupsOf(UtilitySetting setting, FeatureRows test)
    {
        var least = Math.Max(LeastRows, LeastShare * test.Count);
        return
        [
            .. setting.Space.Columns.Where(column => column.Name != setting.Target && setting.Space.IsCategory(column.Feature))
                .SelectMany(column => Enumerable.Range(0, test.Count).GroupBy(row => test[row][column.Feature]).Select(rows => rows.ToArray()))
                .Where(rows => rows.Length >= least && rows.Length <= MostShare * test.Count),
        ];
    }
}
