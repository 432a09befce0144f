using SafeSynth.Adapters.Learners;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Learners;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Tests.Texts;
using SafeSynth.Texts;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class TextClassifiersTests
{
    private static readonly TextColumns Columns = new("body", "queue");

    [Fact]
    public void Learners_taught_by_fresh_texts_tell_labels_and_floors_stand_beside()
    {
        var report = Measure(MadeLabelledTexts.Tickets(300, seed: 3), new Guarantee(8, 1e-5), [.. TextLearnerCatalog.All]);

        Assert.Equal(
            ["NaiveBayes", "BoostedTrees", "LogisticRegression"], report.Figures.Where(figure => figure.Name.EndsWith(".Accuracy", StringComparison.Ordinal)).Select(figure => figure.Name.Split('.')[1]));
        Assert.All(report.Figures.Where(figure => figure.Name.EndsWith(".Accuracy", StringComparison.Ordinal)), figure =>
        {
            Assert.True(figure.Value > 0.9 && figure.Real > 0.9 && figure.NoisyHistogram > 0.6, $"{figure}");
            Assert.True(figure.Independent < 0.6 && figure.ZeroShot < 0.6 && figure.Majority < 0.5, $"{figure}");
        });
    }

    [Fact]
    public void A_smaller_epsilon_makes_for_a_lower_floor_and_none_for_no_floor()
    {
        double? Floor(Guarantee? claimed) =>
            Measure(MadeLabelledTexts.Tickets(300, seed: 3), claimed, new TextBayes()).Figures.First(figure => figure.Name.EndsWith("NaiveBayes.Accuracy", StringComparison.Ordinal)).NoisyHistogram;

        Assert.Null(Floor(null));
        Assert.True(Floor(new Guarantee(0.05, 1e-5)) < Floor(new Guarantee(8, 1e-5)) - 0.2);
    }

    [Fact]
    public void Texts_of_NGram_teach_more_than_labels_dealt_at_random()
    {
        var model = TextSynthesis.Fit(Corpora.Plan(epsilon: 4), Corpora.Tickets(600, seed: 1), new InsecureNoise(1));
        var report = Measure(OwnerTable.Of("synthetic", ["body", "queue"], model.Sample(600, seed: 1, new PatternFakes(), CancellationToken.None)), null, new TextBayes(), new TextLogistic());

        Assert.All(report.Figures.Where(figure => figure.Name.EndsWith(".Accuracy", StringComparison.Ordinal)), figure => Assert.True(figure.Value > 0.7 && figure.Value > figure.Independent + 0.2, $"{figure}"));
    }

    [Fact]
    public void Texts_of_zero_shot_writers_may_be_given_and_one_class_alone_teaches_itself()
    {
        var zero = OwnerTable.Read(new Rows("zero", ["body", "queue"], Enumerable.Range(0, 30).Select(i => new object?[] { i % 2 == 0 ? "printer paper toner" : "password login", i % 2 == 0 ? "hardware" : "accounts" })));
        var report = TextUtilityTest.Run(
            OwnerTable.Read(new Rows("one", ["body", "queue"], Enumerable.Range(0, 40).Select(_ => new object?[] { "a b", "orders" }))), MadeLabelledTexts.Tickets(200, 1), null, Columns,
            [new TextClassifiers()], [new TextBayes(), new TextLogistic()], null, zero, new HashedEmbedder(), seed: 1);

        Assert.All(report.Figures.Where(figure => figure.Name.EndsWith(".Accuracy", StringComparison.Ordinal)), figure => Assert.True(figure.Value == figure.Majority && figure.ZeroShot > 0.5, $"{figure}"));
    }

    [Fact]
    public void All_metrics_measure_texts_without_labels_and_rubbish()
    {
        var rubbish = OwnerTable.Read(Corpora.Rubbish(60));

        foreach (var columns in new[] { Columns, new TextColumns("BODY") })
        {
            var report = TextUtilityTest.Run(
                rubbish, rubbish, rubbish, columns, TextUtilityCatalog.All, [new TextBayes()], new Guarantee(1, 1e-5), null, new HashedEmbedder(), seed: 1);
            Assert.All(report.Figures, figure => Assert.True(double.IsFinite(figure.Value), figure.Name));
            Assert.True(report.Figures.Count >= 6);
        }
    }

    private static UtilityReport Measure(OwnerTable synthetic, Guarantee? claimed, params ITextLearner[] learners) => TextUtilityTest.Run(
        synthetic, MadeLabelledTexts.Tickets(600, seed: 1), MadeLabelledTexts.Tickets(300, seed: 2), Columns, [new TextClassifiers()], learners, claimed, null, new HashedEmbedder(), seed: 1);
}
