using SafeSynth.Attacks;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Attacks;

public sealed class MamaMiaTests
{
    [Fact]
    public void Members_of_a_fit_with_next_to_no_noise_are_found()
    {
        Assert.True(MadePeople.Attack(new MamaMia(), "Mst", 1e3).Roc.Area > 0.58);
    }

    // Null: the area of 300 against 300 has a standard deviation of .024; the claim allows as much again.
    [Fact]
    public void Those_of_an_honest_fit_are_not()
    {
        Assert.InRange(MadePeople.Attack(new MamaMia(), "OneShot", 1).Roc.Area, 0.38, 0.64);
    }

    [Fact]
    public void A_set_of_columns_weighs_as_many_fits_as_keep_it_and_rare_ones_are_left_out()
    {
        var people = MadePeople.Of(400, seed: 1);
        ReleasedModel Fit(string generator, double epsilon, ulong seed) =>
            ReleasedModel.Of(MadePeople.Generator(generator, epsilon).Release(people, seed, CancellationToken.None).Model!);
        ReleasedModel[] fits = [Fit("Mst", 1e4, 1), Fit("Mst", 1e4, 2), Fit("Independent", 1, 3)];

        var weights = MamaMia.WeightsOf(fits, fits[0]);

        // A spanning tree of five columns, the same twice: what holds one column alone, once, is less than .6 of that.
        Assert.Equal(4, weights.Count);
        Assert.All(weights, weighed => Assert.Equal(2, weighed.Weight));
        Assert.Contains(weights, weighed => weighed.Clique.Equals(Clique.Of(1, 2)));
        Assert.Equal(Enumerable.Range(0, 5).Select(column => Clique.Of(column)), MamaMia.WeightsOf([fits[2]], fits[0]).Select(weighed => weighed.Clique).OrderBy(clique => clique[0]));
    }

    [Fact]
    public void A_generator_without_models_is_refused()
    {
        var fault = Assert.Throws<SafeSynthException>(() => MembershipTest.Run(
            MadePeople.Of(50, 1), MadePeople.Of(50, 1), MadePeople.Of(50, 2), MadePeople.Of(50, 3), [new MamaMia()], 1, CancellationToken.None,
            generator: new MadePeople.Copies()));

        Assert.Equal("SS3010", fault.Code);
    }
}
