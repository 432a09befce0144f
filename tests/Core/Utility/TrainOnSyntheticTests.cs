using SafeSynth.Adapters.Learners;
using SafeSynth.Data;
using SafeSynth.Learners;
using SafeSynth.Plans;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class TrainOnSyntheticTests
{
    [Fact]
    public void Real_rows_teach_well_and_shuffled_columns_nothing()
    {
        var report = Run(MadeTables.People(600, 3), "rich", new BoostedTrees());

        var area = report.Figures.Single(figure => figure.Name == "TrainOnSynthetic.BoostedTrees.Auc");
        Assert.InRange(area.Value, 0.9, 1);
        Assert.Equal(area.Value, area.Real!.Value, 0.06);
        Assert.InRange(area.Independent!.Value, 0.3, 0.7);
        Assert.Equal(0.5, area.Majority);
        Assert.InRange(area.StandardError!.Value, 1e-4, 0.05);
    }

    [Theory]
    [InlineData("trade", "Accuracy")]
    [InlineData("trade", "BalancedAccuracy")]
    [InlineData("pay", "R2")]
    [InlineData("rich", "Accuracy")]
    public void The_kind_of_the_target_decides_what_is_measured(string target, string figure)
    {
        var report = Run(MadeTables.People(600, 3), target, new RandomForest());

        var found = report.Figures.Single(one => one.Name == $"TrainOnSynthetic.RandomForest.{figure}");
        Assert.True(found.Value > found.Majority + 0.1 && found.Value > found.Independent + 0.1);
    }

    [Fact]
    public void A_learner_that_cannot_predict_numbers_is_left_out() =>
        Assert.Empty(Run(MadeTables.People(100, 3), "pay", new NaiveBayes()).Figures);

    [Fact]
    public void Rows_whose_answer_is_missing_teach_nothing_and_are_not_asked()
    {
        string[] Lines(string missing) =>
            [.. Enumerable.Range(0, 60).Select(row => $"{row % 2},{(row % 3 == 0 ? missing : row % 2 == 0 ? "even" : "odd")}")];

        var report = UtilityTest.Run(
            MadeTables.Read("n,c", Lines("")), MadeTables.Read("n,c", Lines("")), MadeTables.Read("n,c", Lines("")), [new TrainOnSynthetic()], [new RandomForest()], "c", 1);

        Assert.Equal(1, report.Figures.Single(figure => figure.Name.EndsWith("Accuracy", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void Errors_of_small_groups_are_larger_where_the_release_knows_nothing_of_them()
    {
        // One village in thirty does the opposite of all others; the released rows have it follow them.
        OwnerTable People(bool knows, int from) => MadeTables.Read("who,n,c", Enumerable.Range(from, 1500).Select(row =>
            $"v{row % 30},{row % 7},{(row % 7 < 3 == (row % 30 == 0 && knows) ? "x" : "y")}"));

        double Error(bool knows) => UtilityTest.Run(People(knows, 0), People(true, 0), People(true, 1), [new TrainOnSynthetic()], [new RandomForest()], "c", 1)
            .Figures.Single(figure => figure.Name.EndsWith("SmallGroups", StringComparison.Ordinal)).Value;

        Assert.True(Error(knows: false) > Error(knows: true) + 0.02);
    }

    [Fact]
    public void A_target_of_too_many_texts_is_refused()
    {
        var table = MadeTables.Read("n,c", Enumerable.Range(0, 300).Select(row => $"{row % 5},text {row % 60}"));

        Assert.Equal("SS3053", Assert.Throws<SafeSynthException>(() => UtilityTest.Run(table, table, null, [new TrainOnSynthetic()], [new RandomForest()], "c", 1)).Code);
    }

    /// <summary>The learners are real: on raw Adult boosted trees are known to reach .927.</summary>
    [Fact]
    public void Boosted_trees_that_see_real_rows_of_Adult_reach_an_area_of_92_percent()
    {
        var (train, test) = (OwnerTable.Read(new CsvSource(DataSets.Find("adult_raw/adult_raw_train.csv"))), OwnerTable.Read(new CsvSource(DataSets.Find("adult_raw/adult_raw_test.csv"))));
        var setting = MadeTables.Setting(train, train, test) with { Target = "income", Learners = [new BoostedTrees()] };

        Assert.True(new TrainOnSynthetic().Measure(setting, CancellationToken.None)[0] is { Name: "TrainOnSynthetic.BoostedTrees.Auc", Value: > 0.92 });
    }

    private static UtilityReport Run(OwnerTable released, string target, ILearner learner) =>
        UtilityTest.Run(released, MadeTables.People(600, 1), MadeTables.People(400, 2), [new TrainOnSynthetic()], [learner], target, seed: 1);
}
