using SafeSynth.Attacks;
using SafeSynth.Data;

namespace SafeSynth.Tests.Attacks;

public sealed class ModelAnswersTests
{
    [Theory]
    [InlineData("Independent", 0.62)]
    [InlineData("Mst", 0.7)]
    public void Members_of_a_fit_with_next_to_no_noise_are_found(string generator, double least)
    {
        Assert.True(MadePeople.Attack(new ModelAnswers(), generator, 1e3).Roc.Area > least);
    }

    // Null: the area of 300 against 300 has a standard deviation of .024; the claim allows as much again.
    [Fact]
    public void Those_of_an_honest_fit_are_not()
    {
        Assert.InRange(MadePeople.Attack(new ModelAnswers(), "OneShot", 1).Roc.Area, 0.38, 0.64);
    }

    // Of one column the score is the log of a normal likelihood ratio, which can be worked out by hand.
    [Fact]
    public void A_score_adds_up_likelihood_ratios_of_noisy_counts()
    {
        var (members, reference) = (MadePeople.Of(300, seed: 1), MadePeople.Of(600, seed: 3));
        var model = MadePeople.Generator("Independent", 2).Release(members, 5, CancellationToken.None).Model!;
        var result = MembershipTest.Run(members, members, MadePeople.Of(300, seed: 2), reference, [new ModelAnswers()], 1, CancellationToken.None, model: model).Attacks[0];

        double Score(int row) => model.Report.Errors!.OneWay.Sum(marginal =>
        {
            var (column, texts) = (model.Report.Layout.Modelled.Single(column => column.Name == marginal.Columns[0]), reference.TextsOf(marginal.Columns[0]));
            int CellOf(OwnerTable table, int at) => column.ModelCodeOf(table.Take([at]).CodesOf(column)[0]);
            var cell = CellOf(members, row);
            var p = (Enumerable.Range(0, texts.Length).Count(at => CellOf(reference, at) == cell) + 0.5) / 601;
            var variance = (marginal.Rows * p * (1 - p) * (1 + (marginal.Rows / 600))) + Math.Pow(marginal.Noise.Sigma, 2);
            double LogDensity(double mean) => -Math.Pow(marginal.Counts![cell] - mean, 2) / (2 * variance);
            return LogDensity((marginal.Rows * p) + 1 - p) - LogDensity(marginal.Rows * p);
        });

        var expected = Score(0);
        Assert.Contains(result.Scores.Where((_, target) => result.IsMember[target]), score => Math.Abs(score - expected) < 1e-9);
    }
}
