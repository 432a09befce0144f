using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Tests.Replay;

namespace SafeSynth.Tests.Generators;

/// <summary>OneShot on more columns than a small tree can hold the pairs of, at little noise.</summary>
public sealed class WideTableTests
{
    private const int Columns = 36;

    private static readonly string[] Names = [.. Enumerable.Range(0, Columns).Select(i => $"c{i}")];

    private static readonly Field[] Fields =
        [.. Names.Select(name => new Field(name) { Type = FieldType.Integer, Required = true, Minimum = "0", Maximum = "2" })];

    [Fact]
    public void Pairs_outside_the_tree_are_measured_and_the_whole_budget_is_spent()
    {
        var door = Open(Alike(8000, seed: 1), epsilon: 100);
        var model = (MarginalModel)Fit(door).Synthesizer;

        Assert.True(model.Model!.Tree.Cells <= MaxCells);
        Assert.NotEmpty(model.Loose);
        Assert.All(model.Loose, pair => Assert.Equal(-1, model.Model.Tree.NodeContaining(pair.Clique)));
        Assert.True(door.Budget.Left.Rho < 0.001 * door.Budget.Limit.Rho);
        Assert.All(door.Budget.Events, spent => Assert.IsType<RoundedGaussianEvent>(spent));
    }

    [Fact]
    public void Where_the_tree_holds_all_pairs_they_are_measured_again()
    {
        var door = Open(Alike(8000, seed: 1), epsilon: 100);
        var model = (MarginalModel)Fit(door, new OneShot(100_000), Fields[..4]).Synthesizer;

        Assert.Empty(model.Loose);
        Assert.Single(model.Model!.Tree.Nodes);
        Assert.Equal(4 + 1 + (2 * 6), door.Budget.Events.Count);
        Assert.True(door.Budget.Left.Rho < 0.001 * door.Budget.Limit.Rho);
    }

    [Fact]
    public void Errors_larger_than_so_few_rows_can_have_are_taken_for_noise()
    {
        // Of 630 pairs some errors stand out from their noise by two deviations, which here are thousands of rows.
        var model = (MarginalModel)Fit(Open(Alike(2, seed: 1), epsilon: 1)).Synthesizer;

        Assert.All(model.Model!.Tree.Nodes, node => Assert.Single(node));
    }

    [Fact]
    public void In_more_noise_the_tree_gets_all()
    {
        var door = Open(Alike(8000, seed: 1), epsilon: 1);

        Assert.Empty(((MarginalModel)Fit(door).Synthesizer).Loose);
        Assert.True(door.Budget.Left.Rho < 0.001 * door.Budget.Limit.Rho);
    }

    [Fact]
    public void A_model_with_loose_pairs_that_is_read_back_draws_the_same_rows()
    {
        var model = Fit(Open(Alike(8000, seed: 1), epsilon: 100));
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        file.Position = 0;

        var back = ModelFile.Read(file, "wide");

        Assert.Equal(((MarginalModel)model.Synthesizer).Loose.Count, ((MarginalModel)back.Synthesizer).Loose.Count);
        Assert.Equal(TextOf(model), TextOf(back));
    }

    [Fact]
    public void Nothing_is_learned_but_what_the_door_answers()
    {
        var recording = new RecordingDoor(Open(Alike(8000, seed: 1), epsilon: 100));
        var original = Fit(recording);
        Assert.NotEmpty(((MarginalModel)original.Synthesizer).Loose);

        var replaying = new ReplayingDoor(Open(Alike(300, seed: 2), epsilon: 100), recording.Answers);
        var replayed = Fit(replaying);

        Assert.True(replaying.IsExhausted);
        Assert.Equal(TextOf(original), TextOf(replayed));
    }

    private const long MaxCells = 400;

    private static FittedModel Fit(IPrivateData door) => Fit(door, new OneShot(MaxCells), Fields);

    private static FittedModel Fit(IPrivateData door, OneShot generator, IReadOnlyList<Field> fields)
    {
        var layout = new LayoutLearner(door, fields, isText: true).Learn(CancellationToken.None);
        var synthesizer = generator.Fit(door, new FitContext(layout), CancellationToken.None);
        return new FittedModel(new RunReport("t", door.Budget.Cap, generator.Info, [.. door.Budget.Events], [], layout), synthesizer);
    }

    // A hidden class that every column shows in half of the rows: all pairs are related.
    private static RawTable Alike(int rows, ulong seed)
    {
        var random = new SampleRandom(seed);
        return Rows.Of([string.Join(',', Names), .. Enumerable.Range(0, rows).Select(_ =>
        {
            var hidden = random.Next(3);
            return string.Join(',', Names.Select(_ => random.Next(2) == 0 ? hidden : random.Next(3)));
        })]).Read();
    }

    private static PrivateTable Open(RawTable table, double epsilon) =>
        PrivateTable.Open(
            "t", table, Fields, [], new BudgetScope(ReleaseCap.Of(new Guarantee(epsilon), 0, Composition.Gdp)), new InsecureNoise(1).ForRelease(table, ""));

    private static string TextOf(FittedModel model) => string.Join('\n', model.Sample(500, seed: 1, new PatternFakes(), CancellationToken.None)
        .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => string.Join(',', batch.Columns.Select(column => column.TextAt(row))))));
}
