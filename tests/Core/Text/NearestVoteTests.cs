using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>The stated sensitivity of votes for the nearest text against all units that can be made of a few texts.</summary>
public sealed class NearestVoteTests
{
    private static readonly string[] Candidates = ["printer paper", "password login", "soup onion", "goal coach", "piano"];
    private static readonly int[] LabelsOfCandidates = [0, 0, 0, 1, 1];

    private static readonly ModelledColumn Label =
        new("label", new CategoryDomain(FieldType.String, ["p", "q", "r"], CellForm.Text, nullable: false, hasOther: false), Binning.Identity(3), FaultPolicy.Missing);

    public static TheoryData<int, Neighbors> Units => new()
    {
        { 1, Neighbors.AddRemove }, { 1, Neighbors.ReplaceOne }, { 2, Neighbors.AddRemove }, { 2, Neighbors.ReplaceOne }, { 3, Neighbors.AddRemove }, { 3, Neighbors.ReplaceOne },
    };

    [Theory]
    [MemberData(nameof(Units))]
    public void No_neighbour_moves_the_votes_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rows, Neighbors neighbors)
    {
        var query = Query();
        var stated = query.Under(UnitOf(rows), neighbors);
        string[][] others = [["o1", "soup", "p"], ["o2", "goal piano", "q"], ["o2", "paper", "p"]];
        var cells = (from text in Candidates.Append("") from label in new[] { "p", "q", "r", "" } select new[] { "me", text, label }).ToList();
        var units = Enumerable.Range(1, rows)
            .Aggregate(new List<string[][]> { Array.Empty<string[]>() }, (all, _) => [.. from unit in all from row in cells select (string[][])[.. unit, row]]);
        var without = Votes(query, rows, others);
        var changes = units.Select(unit => Change(Votes(query, rows, [.. others, .. unit]), without)).DistinctBy(change => string.Join(',', change)).ToList();
        var moves = neighbors == Neighbors.AddRemove ? changes : [.. from one in changes from two in changes select Change(one, two)];

        Assert.Equal(stated.L2Squared, moves.Max(move => move.Sum(change => change * change)));
        Assert.Equal(stated.LInf, moves.Max(move => move.Max(Math.Abs)));
        Assert.InRange(moves.Max(move => move.Count(change => change != 0)), 1, stated.L0);
        Assert.InRange(moves.Max(move => move.Sum(Math.Abs)), 0.99 * stated.LInf, stated.L1);
    }

    [Fact]
    public void A_text_votes_for_the_nearest_of_its_own_label_and_for_none_where_there_is_none()
    {
        var votes = Votes(Query(), 1, [["a", "the printer", "p"], ["b", "printer", "q"], ["c", "printer", "r"], ["d", "printer", ""], ["e", "a coach", "q"]]);

        Assert.Equal(NearestVoteQuery.Norm, votes[0]);
        Assert.Equal([0, 0], votes[1..3]);
        Assert.Equal(2 * NearestVoteQuery.Norm, votes[3] + votes[4]);
    }

    [Fact]
    public void A_unit_of_several_texts_divides_its_votes_and_the_order_of_rows_is_nothing()
    {
        string[][] rows = [["a", "printer", "p"], ["a", "printer paper", "p"], ["b", "soup", "p"], ["a", "login", "p"]];

        var votes = Votes(Query(), 3, rows);

        Assert.Equal([(long)Math.Floor(1024 * 2 / Math.Sqrt(5)), (long)Math.Floor(1024 / Math.Sqrt(5)), 1024, 0, 0], votes);
        Assert.Equal(votes, Votes(Query(), 3, [.. rows.Reverse()]));
    }

    [Fact]
    public void Every_text_is_embedded_once_and_by_itself()
    {
        var embedder = new CountingEmbedder();
        var rows = Rows(1, [["a", "printer", "p"], ["b", "soup", "p"]]);

        foreach (var candidates in new[] { Candidates, [.. Candidates.Reverse()] })
            new NearestVoteQuery("text", null, Embedded(candidates, [0, 0, 0, 0, 0]), embedder, CancellationToken.None).Evaluate(rows);

        Assert.Equal(["printer", "soup"], embedder.Texts);
    }

    [Theory]
    [InlineData("SS4034")]
    [InlineData("SS4025")]
    [InlineData("SS4032")]
    public void A_text_that_the_embedder_refuses_has_no_vote_and_stops_nothing(string code)
    {
        var embedder = new CountingEmbedder(
            text => text == "soup" ? throw (code == "SS4032" ? new LostAnswerException(code, "") : new SafeSynthException(code, "")) : [1, 0]);

        var votes = new NearestVoteQuery("text", null, Embedded(Candidates, [0, 0, 0, 0, 0]), embedder, CancellationToken.None)
            .Evaluate(Rows(1, [["a", "printer", "p"], ["b", "soup", "p"], ["c", "paper", "p"]])).Cells[0];

        Assert.Equal(2 * NearestVoteQuery.Norm, votes.Sum());
        Assert.Equal(code == "SS4032" ? 3 : 1, embedder.Texts.Count(text => text == "soup"));
    }

    [Fact]
    public void An_embedder_that_fails_at_public_texts_too_ends_the_vote()
    {
        var embedder = new CountingEmbedder(_ => throw new LostAnswerException("SS4026", "the server is busy"));

        Assert.Throws<LostAnswerException>(() => new NearestVoteQuery("text", null, Embedded(Candidates, [0, 0, 0, 0, 0]), embedder, CancellationToken.None)
            .Evaluate(Rows(1, [["a", "printer", "p"], ["b", "soup", "p"]])));
        Assert.DoesNotContain("soup", embedder.Texts);
    }

    [Fact]
    public void A_patient_embedder_asks_again_for_what_was_lost_and_once_for_each_text()
    {
        var (left, told) = (2, new List<int>());
        var asked = new CountingEmbedder(_ => left-- > 0 ? throw new LostAnswerException("SS4026", "busy") : [1, 0]);
        var embedder = new PatientEmbedder(asked, new Told(told));

        Assert.All(["soup", "soup", "paper", "soup"], text => Assert.Equal([1, 0], embedder.Embed(text, CancellationToken.None)));

        Assert.Equal(["soup", "soup", "soup", "paper"], asked.Texts);
        Assert.Equal([1, 2], told);
    }

    [Fact]
    public void Other_candidates_are_another_question_even_for_the_same_text() => Assert.NotEqual(
        Query().Description, new NearestVoteQuery("text", new LabelCoding(Label), Embedded([.. Candidates.Reverse()], LabelsOfCandidates), new HashedEmbedder(), CancellationToken.None).Description);

    private static NearestVoteQuery Query() =>
        new("text", new LabelCoding(Label), Embedded(Candidates, LabelsOfCandidates), new HashedEmbedder(), CancellationToken.None);

    private static EmbeddedCandidates Embedded(string[] texts, int[] labels) =>
        new(labels, [.. texts.Select(text => new HashedEmbedder().Embed(text, CancellationToken.None))], 3);

    private static long[] Votes(NearestVoteQuery query, int perUnit, IReadOnlyList<string[]> rows) =>
        query.Evaluate(Rows(perUnit, rows)).Cells[0];

    private static PrivacyUnit UnitOf(int rows) => rows == 1 ? PrivacyUnit.Row : PrivacyUnit.Key("who", rows);

    private static UnitRows Rows(int perUnit, IReadOnlyList<string[]> rows)
    {
        var table = new UnitRows(new Rows("texts", ["who", "text", "label"], rows).Read(), []);
        table.BoundUnits(UnitOf(perUnit), [], new InsecureNoise(1).ForEvent(0, ""));
        return table;
    }

    private static long[] Change(long[] to, long[] from) => [.. to.Zip(from, (a, b) => a - b)];

    private sealed class Told(List<int> told) : IProgress<int>
    {
        public void Report(int value) => told.Add(value);
    }

    private sealed class CountingEmbedder(Func<string, float[]>? embed = null) : ITextEmbedder
    {
        public List<string> Texts { get; } = [];

        public LanguageModelInfo Info { get; } = new("counting");

        public float[] Embed(string text, CancellationToken cancel)
        {
            Texts.Add(text);
            return embed?.Invoke(text) ?? [1, 0];
        }
    }
}
