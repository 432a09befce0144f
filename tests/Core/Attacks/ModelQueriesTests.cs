using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Tests.Generators;

namespace SafeSynth.Tests.Attacks;

public sealed class ModelQueriesTests
{
    private static readonly string[] Columns = ["age", "city", "job", "car", "wage"];

    [Fact]
    public void Figures_are_what_the_model_expects_of_the_records_values()
    {
        var people = MadePeople.Of(400, seed: 1);
        var release = MadePeople.Generator("Mst", epsilon: 1e4).Release(people, seed: 1, CancellationToken.None);

        var figures = Watch(people, row: 0)(new SeenRelease(Features(people), release.Model));

        // With next to no noise they are the counts of the rows themselves, of values that have a bin of their own: single columns and a
        // pair of the tree.
        var cells = Columns.ToDictionary(column => column, people.TextsOf);
        int Count(params string[] columns) =>
            Enumerable.Range(0, 400).Count(row => columns.All(column => cells[column][row] == cells[column][0]));
        Assert.Equal(Count("city"), figures[1], 2.0);
        Assert.Equal(Count("job"), figures[2], 2.0);
        Assert.Equal(Count("city", "job"), figures[15 + 2], 4.0);   // pairs by the larger column: 01, 02, 12
        Assert.Equal([1, 1, 1, 1, 1], figures[5..10]);
        Assert.Equal(400, figures[^1], 2.0);
    }

    // A domain read from the data is the coarsest of leaks.
    [Fact]
    public void A_value_that_the_domain_does_not_know_shows()
    {
        var people = MadePeople.Of(400, seed: 1);
        var others = Enumerable.Range(0, 400).Where(row => people.TextsOf("job")[row] != "smith").ToList();
        var smith = Enumerable.Range(0, 400).First(row => people.TextsOf("job")[row] == "smith");
        var plan = MadePeople.Plan("Mst", 1e4);
        var without = new PlannedGenerator(plan with { Schema = new Schema([.. plan.Schema.Fields.Select(field => field.Name == "job" ? field with { Enum = ["cook", "judge", "nurse", "tailor"] } : field)]) });

        var figures = Watch(people, smith)(new SeenRelease(Features(people), without.Release(people.Take(others), 1, CancellationToken.None).Model));

        Assert.Equal([1, 1, 0, 1, 1], figures[5..10]);
    }

    [Fact]
    public void A_model_of_a_number_of_rows_alone_has_as_many_figures()
    {
        var people = MadePeople.Of(50, seed: 1);
        var known = new SeenRelease(Features(people), MadePeople.Generator("Independent", 1).Release(people, 1, CancellationToken.None).Model);
        var watch = Watch(people, row: 0);

        var figures = watch(known with { Model = FittedModels.OfRowsOnly() });

        Assert.Equal(watch(known).Length, figures.Length);
        Assert.Equal(12.75, figures[^1]);
        Assert.All(figures[..^1], figure => Assert.Equal(0, figure));
    }

    private static Func<SeenRelease, double[]> Watch(OwnerTable people, int row) =>
        new ModelQueries().WatchFor(new ShadowTarget(people.Take([row]), Features(people).Take([row]), Features(people), Seed: 1));

    private static FeatureRows Features(OwnerTable people) => FeatureSpace.Learn(people, [people]).Encode(people);
}
