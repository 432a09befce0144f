using SafeSynth.Generators;
using SafeSynth.Learners;
using SafeSynth.Plans;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class UtilityTestTests
{
    [Fact]
    public void Every_figure_has_beside_it_what_real_rows_and_mere_columns_reach()
    {
        var report = UtilityTest.Run(
            MadeTables.People(400, 3), MadeTables.People(400, 1), MadeTables.People(400, 2), UtilityCatalog.All, [new RandomForest()], "rich", seed: 1);

        Assert.Equal(UtilityCatalog.All.Select(metric => metric.Info.Name).Where(name => name != "SmallGroups"), report.Figures.Select(figure => figure.Name.Split('.')[0]).Distinct());
        Assert.All(report.Figures, figure => Assert.True(figure.Real is not null && figure.Independent is not null, figure.Name));
        Assert.All(report.Figures, figure => Assert.True(double.IsFinite(figure.Value), figure.Name));
        Assert.True(Figure("TotalVariation.TwoWay").Independent > Figure("TotalVariation.TwoWay").Value);
        Assert.Equal(Figure("TotalVariation.OneWay").Independent!.Value, Figure("TotalVariation.OneWay").Value, 1e-12);
        Assert.Equal(["age", "trade", "town", "pay", "rich"], report.Columns);

        UtilityFigure Figure(string name) => report.Figures.Single(figure => figure.Name == name);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures()
    {
        UtilityReport Run(ulong seed) =>
            UtilityTest.Run(MadeTables.People(200, 3), MadeTables.People(200, 1), null, UtilityCatalog.All, [new RandomForest()], "rich", seed);

        Assert.Equal(Run(1).Figures, Run(1).Figures);
        Assert.NotEqual(Run(1).Figures, Run(2).Figures);
    }

    [Fact]
    public void Without_test_rows_only_learners_have_real_rows_to_compare_with()
    {
        var report = UtilityTest.Run(MadeTables.People(200, 3), MadeTables.People(200, 1), null, UtilityCatalog.All, [new RandomForest()], "rich", seed: 1);

        Assert.All(report.Figures, figure => Assert.Equal(figure.Name.StartsWith("TrainOnSynthetic", StringComparison.Ordinal), figure.Real is not null));
    }

    [Fact]
    public void Only_what_all_tables_have_is_compared()
    {
        var report = UtilityTest.Run(
            MadeTables.Read("a,b", Enumerable.Range(0, 30).Select(row => $"{row % 3},x")), MadeTables.Read("b,c", Enumerable.Range(0, 30).Select(row => $"x,{row % 2}")), null, UtilityCatalog.All, [], null, 1);

        Assert.Equal(["b"], report.Columns);
        Assert.Equal(["a", "c"], report.LeftOut.Order());
        Assert.All(report.Figures, figure => Assert.True(double.IsFinite(figure.Value), figure.Name));
    }

    [Fact]
    public void Progress_is_told_of_and_a_cancelled_run_stops()
    {
        var told = new Told();

        UtilityTest.Run(MadeTables.People(50, 3), MadeTables.People(50, 1), null, [new TotalVariation()], [], null, 1, told);

        Assert.Equal(["Comparing columns", "TotalVariation", "TotalVariation of shuffled columns"], told.Stages);
        Assert.Throws<OperationCanceledException>(() => UtilityTest.Run(
            MadeTables.People(50, 3), MadeTables.People(50, 1), null, UtilityCatalog.All, [], null, 1, null, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("nothing", 100, "SS3052")]
    [InlineData(null, 10, "SS3003")]
    public void What_cannot_be_measured_is_refused(string? target, int rows, string code) =>
        Assert.Equal(code, Assert.Throws<SafeSynthException>(() => UtilityTest.Run(MadeTables.People(rows, 3), MadeTables.People(100, 1), null, UtilityCatalog.All, [], target, 1)).Code);

    [Fact]
    public void A_metric_that_does_not_exist_is_refused() =>
        Assert.Equal("SS3051", Assert.Throws<SafeSynthException>(() => UtilityCatalog.Find("Beauty")).Code);

    private sealed class Told : IProgress<StageProgress>
    {
        public List<string> Stages { get; } = [];

        public void Report(StageProgress value) => Stages.Add(value.Stage);
    }
}
