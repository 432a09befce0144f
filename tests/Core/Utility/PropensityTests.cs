using SafeSynth.Adapters.Learners;
using SafeSynth.Data;
using SafeSynth.Learners;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class PropensityTests
{
    // Ten permutations: the ratio of rows that nothing tells apart is 1 but for some tenths.
    [Fact]
    public void Fresh_rows_of_the_same_people_have_a_ratio_near_one()
    {
        Assert.InRange(Ratio(MadeTables.People(600, 2), new LogisticRegression()), 0.3, 2);
        Assert.InRange(Ratio(MadeTables.People(600, 2), new RandomForest()), 0.7, 1.4);
    }

    [Fact]
    public void Rows_of_other_people_are_told_apart_even_by_a_learner_that_remembers_rows()
    {
        var others = MadeTables.Read("age,trade,town,pay,rich", Enumerable.Range(0, 600).Select(row => $"{20 + (row % 45)},t{row % 4},v{row % 30},60.5,no"));

        Assert.True(Ratio(others, new LogisticRegression()) > 10);
        Assert.True(Ratio(others, new RandomForest()) > 3);
    }

    [Fact]
    public void Without_a_learner_there_is_no_figure() =>
        Assert.Empty(new Propensity().Measure(MadeTables.Setting(MadeTables.People(50, 1), MadeTables.People(50, 2)), CancellationToken.None));

    private static double Ratio(OwnerTable released, ILearner learner) =>
        Assert.Single(new Propensity().Measure(MadeTables.Setting(released, MadeTables.People(600, 1)) with { Learners = [learner] }, CancellationToken.None)).Value;
}
