using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class ModelDensityTests
{
    [Fact]
    public void The_probabilities_of_all_records_add_up_to_1()
    {
        int[] shape = [3, 2, 4];
        var random = new SampleRandom(6);
        double[] Terms(int count) => [.. Enumerable.Range(0, count).Select(_ => MadePeople.Normal(random))];
        var model = new GraphicalModel(shape, total: 50, [new Potential([0, 1], Terms(6)), new Potential([1, 2], Terms(8)), new Potential([2], Terms(4))]);

        var joint = model.Marginal([0, 1, 2]);
        for (var cell = 0; cell < joint.Length; cell++)
        {
            int[] record = [cell / 8, cell / 4 % 2, cell % 4];
            Assert.Equal(joint[cell] / 50, Math.Exp(model.LogProbability(record)), 1e-12);
        }
    }

    [Fact]
    public void A_score_is_the_probability_of_the_row_values_in_their_bins_included()
    {
        var people = MadePeople.Of(300, seed: 1);
        var model = MadePeople.Generator("Independent", 1e4).Release(people, 1, CancellationToken.None).Model!;
        var report = MembershipTest.Run(
            people, people, MadePeople.Of(300, seed: 2), MadePeople.Of(50, seed: 3), [new ModelDensity()], 1, CancellationToken.None, model: model);

        // With next to no noise, a product of shares.
        var columns = people.ColumnNames.Select(people.TextsOf).ToList();
        var expected = Enumerable.Range(0, 300).Select(row => columns.Sum(cells => Math.Log(cells.Count(cell => cell == cells[row]) / 300.0)));
        var members = report.Attacks[0].Scores.Where((_, target) => report.Attacks[0].IsMember[target]).Order();
        Assert.All(expected.Order().Zip(members), pair => Assert.Equal(pair.First, pair.Second, 0.15));
    }

    // Null: the area of 300 against 300 has a standard deviation of .024.
    [Fact]
    public void Members_of_a_fit_with_next_to_no_noise_are_likelier_and_those_of_an_honest_one_are_not()
    {
        Assert.True(MadePeople.Attack(new ModelDensity(), "Mst", 1e3).Roc.Area > 0.6);
        Assert.InRange(MadePeople.Attack(new ModelDensity(), "OneShot", 1).Roc.Area, 0.38, 0.62);
    }
}
