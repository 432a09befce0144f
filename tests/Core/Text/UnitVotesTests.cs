using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>The stated sensitivity of votes against all units that can be made of a few texts, among them the longest there are.</summary>
public sealed class UnitVotesTests
{
    private static readonly WordList Stop = WordList.Of("stop", ["the"]);

    // Four texts of more words than vote, without a word in common, and short ones that share words.
    private static readonly string[] Texts = [Many('x'), Many('y'), Many('v'), Many('w'), "", "the", "a", "a b", "b a c the a", "c c c"];

    private static readonly WordList Listed = WordList.Of("listed", ["the", .. Texts]);

    public static TheoryData<int, Neighbors> Units =>
        new() { { 1, Neighbors.AddRemove }, { 1, Neighbors.ReplaceOne }, { 2, Neighbors.AddRemove }, { 2, Neighbors.ReplaceOne } };

    [Theory]
    [MemberData(nameof(Units))]
    public void No_neighbour_moves_votes_for_words_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rows, Neighbors neighbors)
    {
        var query = new VoteQuery(new WordKeys("text", Stop), VoteRule.Normed);

        AssertTight(rows, neighbors, query.Under(UnitOf(rows), neighbors), table => query.Evaluate(table).Columns[0], ["p"]);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void No_neighbour_moves_votes_for_pairs_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rows, Neighbors neighbors)
    {
        var query = new VoteQuery(new PhraseKeys("text", Listed), VoteRule.Normed);

        AssertTight(rows, neighbors, query.Under(UnitOf(rows), neighbors), table => query.Evaluate(table).Columns[0], ["p"]);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void No_neighbour_moves_votes_by_label_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rows, Neighbors neighbors)
    {
        var label = new ModelledColumn("label", new CategoryDomain(FieldType.String, ["p", "q"], CellForm.Text, nullable: false, hasOther: false), Binning.Identity(2), FaultPolicy.Missing);
        var query = new ListedVoteQuery(new ListedKeys("text", Listed), new LabelCoding(label), VoteRule.Normed);

        AssertTight(rows, neighbors, query.Under(UnitOf(rows), neighbors), table => query.Evaluate(table).Cells[0].Select((vote, cell) => (vote, cell)).ToDictionary(pair => $"{pair.cell}", pair => pair.vote), ["p", "q", ""]);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void No_neighbour_moves_whole_votes_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rows, Neighbors neighbors)
    {
        var label = new ModelledColumn("label", new CategoryDomain(FieldType.String, ["p", "q"], CellForm.Text, nullable: false, hasOther: false), Binning.Identity(2), FaultPolicy.Missing);
        var named = new VoteQuery(new WordKeys("text", Stop, mostPerText: 7), VoteRule.Whole);
        var listed = new ListedVoteQuery(new ListedKeys("text", Listed, mostPerText: 7), new LabelCoding(label), VoteRule.Whole);

        AssertTight(rows, neighbors, named.Under(UnitOf(rows), neighbors), table => named.Evaluate(table).Columns[0], ["p"]);
        AssertTight(rows, neighbors, listed.Under(UnitOf(rows), neighbors), table => listed.Evaluate(table).Cells[0].Select((vote, cell) => (vote, cell)).ToDictionary(pair => $"{pair.cell}", pair => pair.vote), ["p", "q", ""]);
    }

    [Fact]
    public void The_votes_of_a_unit_never_exceed_the_norm_and_are_as_large_as_they_can_be()
    {
        foreach (var keys in Enumerable.Range(1, 3000).Select(keys => (long)keys).Concat([65_536, UnitVotes.Norm * UnitVotes.Norm, 64_000_000]))
        {
            var vote = UnitVotes.VoteOf(keys);

            Assert.True(vote * vote * keys <= UnitVotes.Norm * UnitVotes.Norm);
            Assert.True((vote + 1) * (vote + 1) * keys > UnitVotes.Norm * UnitVotes.Norm);
        }
    }

    [Fact]
    public void A_unit_votes_once_for_a_word_however_many_of_its_texts_hold_it_and_in_whatever_order_they_come()
    {
        string[][] texts = [["p1", "a b"], ["p2", "a"], ["p1", "b a a"], ["p1", "a c"]];
        var query = new VoteQuery(new WordKeys("text", Stop), VoteRule.Normed);

        var votes = query.Evaluate(Rows(3, texts)).Columns[0];

        Assert.Equal(UnitVotes.VoteOf(3) + UnitVotes.VoteOf(1), votes["a"]);
        Assert.Equal(UnitVotes.VoteOf(3), votes["b"]);
        Assert.Equivalent(votes, query.Evaluate(Rows(3, [.. texts.Reverse()])).Columns[0], strict: true);
    }

    [Fact]
    public void A_long_text_votes_for_words_from_its_beginning_to_its_end()
    {
        var votes = new VoteQuery(new WordKeys("text", Stop), VoteRule.Normed).Evaluate(Rows(1, [["p1", Many('x')]])).Columns[0];

        Assert.Equal(TextKeys.Many, votes.Count);
        Assert.Contains("xaa", votes.Keys);
        Assert.InRange(votes.Keys.Count(word => string.CompareOrdinal(word, "xca") >= 0), 25, 39);
    }

    private static string Many(char first) =>
        string.Join(' ', Enumerable.Range(0, 100).Select(i => $"{first}{(char)('a' + (i / 25))}{(char)('a' + (i % 25))}"));

    private static PrivacyUnit UnitOf(int rows) => rows == 1 ? PrivacyUnit.Row : PrivacyUnit.Key("who", rows);

    private static UnitRows Rows(int perUnit, IReadOnlyList<string[]> texts)
    {
        var table = new Rows("texts", ["who", "text", "label"], texts.Select(row => row.Length == 2 ? [.. row, "p"] : row)).Read();
        var rows = new UnitRows(table, []);
        rows.BoundUnits(perUnit == 1 ? PrivacyUnit.Row : PrivacyUnit.Key("who", perUnit), [], new InsecureNoise(1).ForEvent(0, ""));
        return rows;
    }

    // Votes add up over units, so what a unit moves does not depend on the others; some are there all the same. Of replacements those
    // between units of the most keys, and of one, are looked at.
    private static void AssertTight(int rows, Neighbors neighbors, Sensitivity stated, Func<UnitRows, IReadOnlyDictionary<string, long>> votes, string[] labels)
    {
        string[][] others = [["o1", "a b", "p"], ["o2", Texts[0], "q"], ["o2", "the c", ""]];
        var cells = Texts.SelectMany(text => labels.Select(label => new[] { "me", text, label })).ToList();
        List<string[][]> units = rows == 1
            ? [.. cells.Select(row => new[] { row })]
            : [.. from one in cells from two in cells select new[] { one, two }];
        var without = votes(Rows(rows, others));
        var changes = units.Select(unit => Change(votes(Rows(rows, [.. others, .. unit])), without)).ToList();
        var extreme = changes.OrderByDescending(change => change.Count).Take(70).Concat(changes.Where(change => change.Count == 1).Take(20)).ToList();
        var moves = neighbors == Neighbors.AddRemove ? changes : [.. from one in extreme from two in extreme select Change(one, two)];

        Assert.Equal(stated.L0, moves.Max(move => move.Count));
        Assert.Equal(stated.L1, moves.Max(move => move.Values.Sum(Math.Abs)));
        Assert.Equal(stated.L2Squared, moves.Max(move => move.Values.Sum(change => change * change)));
        Assert.Equal(stated.LInf, moves.Max(move => move.Values.Select(Math.Abs).DefaultIfEmpty().Max()));
    }

    private static Dictionary<string, long> Change(IReadOnlyDictionary<string, long> to, IReadOnlyDictionary<string, long> from) =>
        to.Keys.Union(from.Keys).Select(key => (key, change: to.GetValueOrDefault(key) - from.GetValueOrDefault(key)))
            .Where(pair => pair.change != 0).ToDictionary(pair => pair.key, pair => pair.change);
}
