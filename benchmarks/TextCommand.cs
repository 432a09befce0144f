using System.Diagnostics;
using System.Globalization;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Learners;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Benchmarks;

/// <summary>Fits labelled texts, trains a classifier on what comes out, and tests it on real texts.</summary>
internal sealed class TextCommand : IBenchmark
{
    public string Name => "text";

    public string Purpose =>
        "Train on synthetic texts, test on real ones: accuracy of naive Bayes on AG News, BANKING77 and SMS spam, beside what real texts reach.";

    public string Usage => "[--data ag_news,banking77,sms_spam] [--generators NGram,SeededPrompt] [--epsilons 1,2,4,8] [--delta 1e-5] [--fits 5] [--show 0]";

    public void Run(Options options, TextWriter output)
    {
        var epsilons = Listed(options, "--epsilons", "1,2,4,8").Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var (fits, delta, shown) = ((int)options.Number("--fits", 5), options.Number("--delta", 1e-5), (int)options.Number("--show", 0));
        foreach (var name in Listed(options, "--data", string.Join(',', TextTask.Names)))
        {
            var tasks = Enumerable.Range(0, fits).Select(run => TextTask.Read(name, run)).ToList();
            output.WriteLine($"\n{name}: {tasks[0].Train.Rows} texts to imitate, {tasks[0].Test.Rows} to classify, delta {delta:0e+0}, mean of {fits} runs");
            output.WriteLine($"real texts | {MeanAndError.Of([.. tasks.Select(task => Accuracy(task.Train, task.Test))])}");
            output.WriteLine($"commonest label | {MeanAndError.Of([.. tasks.Select(Majority)])}");
            foreach (var epsilon in epsilons)
            {
                foreach (var plan in Listed(options, "--generators", "NGram").SelectMany(generator => Plans(generator, new Guarantee(epsilon, delta), name == "ag_news")))
                    Fit(tasks, plan, shown, output);
            }
        }
    }

    // SeededPrompt with either noise, and the news with a public vocabulary, too.
    private static IEnumerable<TextPlan> Plans(string generator, Guarantee guarantee, bool hasVocabulary) =>
        from noise in generator == nameof(SeededPrompt) ? Enum.GetValues<StatisticsNoise>() : [StatisticsNoise.Gaussian]
        from vocabulary in hasVocabulary ? new[] { null, TextTask.AgNewsVocabulary() } : [null]
        select new TextPlan(guarantee, "text") { LabelColumn = "label", Generator = generator, Noise = noise, Vocabulary = vocabulary };

    private static void Fit(IReadOnlyList<TextTask> tasks, TextPlan plan, int shown, TextWriter output)
    {
        var (accuracies, words, pairs, clock) = (new List<double>(), 0.0, 0.0, Stopwatch.StartNew());
        foreach (var task in tasks)
        {
            var model = TextSynthesis.Fit(plan, task.Source, new SystemNoise());
            var texts = CsvText.Of([.. model.Sample(null, seed: 1, new PatternFakes(), CancellationToken.None, new KeywordWriter())]);
            accuracies.Add(Accuracy(texts, task.Test));
            words += model.Synthesizer switch { NGramModel { Distribution.Words.Count: var count } => count, SeededModel { Seeds.Words.Count: var count } => count, _ => 0 };
            pairs += (model.Synthesizer as NGramModel)?.Distribution.Pairs.Count ?? 0;
            if (task == tasks[0])
                for (var i = 0; i < shown; i++)
                    output.WriteLine($"    {texts.Column("label")[i]}: {texts.Column("text")[i]}");
        }

        output.WriteLine(
            $"{plan.Generator}, {plan.Noise}, epsilon {plan.Guarantee.Epsilon}, {(plan.Vocabulary is null ? "private" : "public")} vocabulary | {MeanAndError.Of(accuracies)} | " +
            $"{words / tasks.Count:F0} words, {pairs / tasks.Count:F0} pairs | {clock.Elapsed.TotalSeconds / tasks.Count:F1} s each");
    }

    private static double Accuracy(CsvText train, CsvText test)
    {
        var (words, labels) = (new WordNumbers(), train.Column("label").Concat(test.Column("label")).Distinct().Select((label, code) => (label, code)).ToDictionary(pair => pair.label, pair => pair.code));
        int[][] WordsOf(CsvText texts) => [.. words.Read(texts.Column("text"), labels: null, CancellationToken.None).Words];
        int[] ClassesOf(CsvText texts) => Array.ConvertAll(texts.Column("label"), label => labels[label]);

        var classifier = new TextBayes().Classify(WordsOf(train), ClassesOf(train), labels.Count, seed: 1, CancellationToken.None);
        return classifier.Probabilities(WordsOf(test), CancellationToken.None).Zip(ClassesOf(test))
            .Average(told => Array.IndexOf(told.First, told.First.Max()) == told.Second ? 1.0 : 0);
    }

    private static double Majority(TextTask task)
    {
        var commonest = task.Train.Column("label").CountBy(label => label).MaxBy(count => count.Value).Key;
        return task.Test.Column("label").Count(label => label == commonest) / (double)task.Test.Rows;
    }

    private static string[] Listed(Options options, string name, string otherwise) => (options.Optional(name) ?? otherwise).Split(',');
}
