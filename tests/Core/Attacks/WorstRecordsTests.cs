using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class WorstRecordsTests
{
    [Fact]
    public void A_score_is_the_mean_distance_to_the_others_that_are_nearest()
    {
        // Two ordered features, whose range is 0 to 4 and 0 to 2, and two categories.
        bool[] kinds = [false, false, true, true];
        var rows = new FeatureRows([4, 0, 1, 1, 0, 2, 1, 2, 4, 2, 1, 1], kinds);

        var scores = WorstRecords.Scores(rows, CancellationToken.None);

        // On the unit scale (1, 0), (0, 1), (1, 1): cosines 0, 1 / sqrt 2, 1 / sqrt 2. Categories in common: 1, 2, 1 of 2.
        var (ab, ac, bc) = (0.5 + (0.5 * 0.5), 0.5 * (1 - Math.Sqrt(0.5)), (0.5 * (1 - Math.Sqrt(0.5))) + (0.5 * 0.5));
        Assert.Equal(
            new[] { (ab + ac) / 2, (ab + bc) / 2, (ac + bc) / 2 }.Select(score => Math.Round(score, 12)), scores.Select(score => Math.Round(score, 12)));
    }

    // The published code counts the record itself, so that a single one of its kind and one that is there twice differ by less than they
    // should.
    [Fact]
    public void A_record_is_no_neighbour_of_its_own_but_its_double_is()
    {
        var single = new FeatureRows([.. Enumerable.Range(0, 7).Select(value => (double)value)], [true]);
        var doubled = new FeatureRows([0, 0, .. Enumerable.Range(1, 6).Select(value => (double)value)], [true]);

        Assert.All(WorstRecords.Scores(single, CancellationToken.None), score => Assert.Equal(1, score));
        Assert.Equal(0.8, WorstRecords.Scores(doubled, CancellationToken.None)[0], 1e-12);
    }

    [Fact]
    public void Those_far_from_all_others_come_first()
    {
        var random = new SampleRandom(4);
        double[][] rows = [.. Enumerable.Range(0, 200).Select(row => row is 17 or 99 ? new double[] { 9 + random.Next(2), -9, row } : [MadePeople.Normal(random), 5 + MadePeople.Normal(random), random.Next(3)])];

        var worst = WorstRecords.Choose(new FeatureRows([.. rows.SelectMany(row => row)], [false, false, true]), 2, CancellationToken.None);

        Assert.Equal([17, 99], worst.Order());
    }

    [Fact]
    public void Rows_of_categories_alone_and_rows_that_are_all_the_same_are_taken()
    {
        Assert.Equal(3, WorstRecords.Choose(new FeatureRows(new double[20], [true, true]), 3, CancellationToken.None).Length);
        Assert.Equal([0], WorstRecords.Choose(new FeatureRows(new double[20], [false, false]), 1, CancellationToken.None));
        Assert.Equal([0], WorstRecords.Choose(new FeatureRows([3, 1], [false, true]), 5, CancellationToken.None));
    }
}
