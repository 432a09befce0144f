using SafeSynth.Adapters.Learners;
using SafeSynth.Attacks;
using SafeSynth.Learners;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Learners;

/// <summary>What holds for every learner.</summary>
public sealed class LearnerTests
{
    private static readonly bool[] Kinds = [false, true, false];

    public static TheoryData<string> Names => [.. LearnerCatalog.All.Select(learner => learner.Info.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_classes_are_told_apart_in_rows_that_were_not_trained_on(string name)
    {
        var (rows, kinds) = Made(600, seed: 1);
        var (others, answers) = Made(400, seed: 2);
        int[] classes = Array.ConvertAll(kinds, kind => kind > 0 ? 1 : 0);

        var probabilities = LearnerCatalog.Find(name).Classify(rows, classes, 2, seed: 1, CancellationToken.None).Probabilities(others, CancellationToken.None);

        Assert.All(probabilities, row => Assert.Equal(1, row.Sum(), 1e-5));
        Assert.True(new RocCurve([.. probabilities.Select(row => row[1])], Array.ConvertAll(answers, kind => kind > 0)).Area > 0.9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void More_classes_are_told_apart_though_one_never_occurs(string name)
    {
        var (rows, kinds) = Made(600, seed: 1);
        var (others, answers) = Made(400, seed: 2);

        var probabilities = LearnerCatalog.Find(name).Classify(rows, kinds, 4, seed: 1, CancellationToken.None).Probabilities(others, CancellationToken.None);

        Assert.All(probabilities, row => Assert.Equal((4, 1.0), (row.Length, Math.Round(row.Sum(), 5))));
        Assert.True(probabilities.Zip(answers).Count(pair => Array.IndexOf(pair.First, pair.First.Max()) == pair.Second) > 0.75 * answers.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_are_predicted_or_refused(string name)
    {
        var (rows, kinds) = Made(600, seed: 1);
        var (others, answers) = Made(400, seed: 2);

        var model = LearnerCatalog.Find(name).Regress(rows, Array.ConvertAll(kinds, kind => 100.0 + (10 * kind)), seed: 1, CancellationToken.None);

        Assert.Equal(name is "NaiveBayes" or "NeuralNetwork", model is null);
        if (model is not null)
            Assert.True(model.Predict(others, CancellationToken.None).Zip(answers, (one, kind) => Math.Abs(one - 100 - (10 * kind))).Average() < 5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_model(string name)
    {
        var (rows, kinds) = Made(300, seed: 1);
        int[] classes = Array.ConvertAll(kinds, kind => kind > 0 ? 1 : 0);
        double[] Trained() =>
            [.. LearnerCatalog.Find(name).Classify(rows, classes, 2, seed: 7, CancellationToken.None).Probabilities(rows, CancellationToken.None).SelectMany(row => row)];

        Assert.Equal(Trained(), Trained());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_of_one_class_teach_that_class_and_unknown_values_are_answered(string name)
    {
        var (rows, kinds) = Made(100, seed: 1);
        var learner = LearnerCatalog.Find(name);
        var unknown = new FeatureRows([0, 99, 0], Kinds);

        Assert.Equal(1, learner.Classify(rows, new int[100], 2, seed: 1, CancellationToken.None).Probabilities(rows, CancellationToken.None)[0][0], 1e-6);
        Assert.Equal(1, learner.Classify(rows, Array.ConvertAll(kinds, kind => kind > 0 ? 1 : 0), 2, seed: 1, CancellationToken.None).Probabilities(unknown, CancellationToken.None)[0].Sum(), 1e-5);
    }

    [Fact]
    public void A_learner_that_does_not_exist_is_refused() =>
        Assert.Equal("SS3054", Assert.Throws<SafeSynthException>(() => LearnerCatalog.Find("Oracle")).Code);

    [Fact]
    public void A_forest_that_is_cancelled_stops()
    {
        var (rows, kinds) = Made(50, seed: 1);

        Assert.ThrowsAny<OperationCanceledException>(() => new RandomForest().Classify(rows, kinds, 3, seed: 1, new CancellationToken(canceled: true)));
        Assert.ThrowsAny<OperationCanceledException>(() => new BoostedTrees().Classify(rows, kinds, 3, seed: 1, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_network_learns_what_no_line_divides()
    {
        var random = new SampleRandom(4);
        var rows = new FeatureRows([.. Enumerable.Range(0, 1000).Select(_ => random.NextNormal())], [false, false]);
        int[] classes = [.. Enumerable.Range(0, 500).Select(row => rows[row][0] * rows[row][1] > 0 ? 1 : 0)];
        bool[] labels = Array.ConvertAll(classes, @class => @class == 1);
        double Area(ILearner learner) =>
            new RocCurve([.. learner.Classify(rows, classes, 2, 1, CancellationToken.None).Probabilities(rows, CancellationToken.None).Select(row => row[1])], labels).Area;

        Assert.True(Area(new NeuralNetwork()) > 0.95);
        Assert.True(Area(new LogisticRegression()) < 0.65);
    }

    // Three kinds, told apart by a number and a category together; the last number is noise.
    private static (FeatureRows Rows, int[] Kinds) Made(int count, ulong seed)
    {
        var random = new SampleRandom(seed);
        int[] kinds = [.. Enumerable.Range(0, count).Select(_ => random.Next(3))];
        return (new FeatureRows([.. kinds.SelectMany(kind => new[] { kind + (0.4 * random.NextNormal()), random.NextDouble() < 0.8 ? kind : random.Next(3), random.NextNormal() })], Kinds), kinds);
    }
}
