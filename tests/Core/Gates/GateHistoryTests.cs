using SafeSynth.Gates;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Gates;

public sealed class GateHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_releases_again_add_nothing()
    {
        var path = _folder.Path("canaries.jsonl");

        Assert.True(GateHistory.Read(path).Add(MadeRound.Told(1, canaries: 10, right: 5)));
        var before = File.ReadAllText(path);
        Assert.False(GateHistory.Read(path).Add(MadeRound.Told(1, canaries: 10, right: 6)));

        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void The_file_holds_how_many_guesses_were_right_and_never_which()
    {
        var path = _folder.Path("canaries.jsonl");

        GateHistory.Read(path).Add(new CanaryRound(
            new string('a', 64), CanaryKind.Charged, "visits", mu: 0.25, [new(0, 0.1), new(0.125, 0.05), new(0.25, 0.02), new(0.5, 0.01), new(1, 1e-9)],
            [new CanaryGuesses(CanaryObserver.BlackBox, 20, [11, 6, 2, 0], [9, 3, 0, 0])]));

        Assert.Equal(
            $$"""{"transcript":"{{new string('a', 64)}}","kind":"charged","subject":"visits","mu":0.25,"claim":[{"epsilon":0,"delta":0.1},{"epsilon":0.125,"delta":0.05},{"epsilon":0.25,"delta":0.02},{"epsilon":0.5,"delta":0.01},{"epsilon":1,"delta":1E-09}],"guesses":[{"observer":"blackBox","canaries":20,"right":[11,6,2,0],"wrong":[9,3,0,0]}]}""" + "\n",
            File.ReadAllText(path));
        Assert.Equal(11, Assert.Single(GateHistory.Read(path).Rounds).Guesses[0].Right[0]);
    }

    [Fact]
    public void What_a_crash_left_of_a_line_is_passed_over_and_gives_way_to_the_next_round()
    {
        var path = _folder.Path("canaries.jsonl");
        GateHistory.Read(path).Add(MadeRound.Told(1, canaries: 10, right: 5));
        var whole = File.ReadAllText(path);
        File.AppendAllText(path, whole[..50].Replace("0001", "0002", StringComparison.Ordinal));

        Assert.Single(GateHistory.Read(path).Rounds);
        Assert.True(GateHistory.Read(path).Add(MadeRound.Told(3, canaries: 10, right: 5)));

        Assert.StartsWith(whole, File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal([MadeRound.Transcript(1), MadeRound.Transcript(3)], GateHistory.Read(path).Rounds.Select(round => round.Transcript));
    }

    [Fact]
    public void A_last_line_break_that_an_editor_took_away_costs_no_round()
    {
        var path = _folder.Path("canaries.jsonl");
        GateHistory.Read(path).Add(MadeRound.Told(1, canaries: 10, right: 5));
        File.WriteAllText(path, File.ReadAllText(path).TrimEnd('\n'));

        Assert.True(GateHistory.Read(path).Add(MadeRound.Told(2, canaries: 10, right: 5)));

        Assert.Equal([MadeRound.Transcript(1), MadeRound.Transcript(2)], GateHistory.Read(path).Rounds.Select(round => round.Transcript));
    }

    [Fact]
    public void Builds_that_write_at_the_same_time_lose_no_round()
    {
        var path = _folder.Path("canaries.jsonl");
        var histories = Enumerable.Range(0, 40).Select(_ => GateHistory.Read(path)).ToList();

        Parallel.For(0, histories.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, build => histories[build].Add(MadeRound.Told(build / 2, canaries: 10, right: 5)));

        Assert.Equal(Enumerable.Range(0, 20).Select(MadeRound.Transcript), GateHistory.Read(path).Rounds.Select(round => round.Transcript).Order());
    }

    [Fact]
    public void A_history_that_cannot_be_written_or_read_is_a_fault_and_stays_as_it_was()
    {
        Assert.Equal(
            "SS1010", Assert.Throws<SafeSynthException>(() => GateHistory.Read(_folder.Path("nowhere/canaries.jsonl")).Add(MadeRound.Told(1, 10, 5))).Code);
        var history = GateHistory.Read(_folder.Path("canaries.jsonl"));
        File.WriteAllText(_folder.Path("canaries.jsonl"), "age,city\n");

        Assert.Equal("SS3007", Assert.Throws<SafeSynthException>(() => history.Add(MadeRound.Told(1, 10, 5))).Code);
        Assert.Equal("age,city\n", File.ReadAllText(_folder.Path("canaries.jsonl")));
    }

    [Theory]
    [InlineData("\"made\"", "\"people\"")]
    [InlineData("\"canaries\":10", "\"canaries\":9")]
    [InlineData("\"right\":[5,5,5,5]", "\"right\":[5,5,5]")]
    [InlineData("\"right\":[5,5,5,5]", "\"right\":[5,5,5,-5]")]
    [InlineData("000001", "00000x")]
    [InlineData("\"epsilon\":0,", "\"epsilon\":2,")]
    [InlineData("\"subject\":\"made\"", "\"subject\":\"\"")]
    [InlineData("\"subject\":\"made\"", "\"subject\":\"made\",\"name\":\"x\"")]
    [InlineData("\"whiteBox\"", "\"\"")]
    public void What_is_no_round_is_refused(string part, string instead)
    {
        var path = _folder.Path("canaries.jsonl");
        GateHistory.Read(path).Add(MadeRound.Told(1, canaries: 10, right: 5));
        var line = File.ReadAllText(path);
        var broken = line.Replace(part, instead, StringComparison.Ordinal);
        Assert.NotEqual(line, broken);
        File.WriteAllText(path, broken);

        Assert.Equal("SS3007", Assert.Throws<SafeSynthException>(() => GateHistory.Read(path)).Code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    public void A_line_that_says_nothing_is_refused(string line)
    {
        var path = _folder.File("canaries.jsonl", $"{line}\n");

        Assert.Equal("SS3007", Assert.Throws<SafeSynthException>(() => GateHistory.Read(path)).Code);
    }

    [Fact]
    public void A_transcript_that_stands_there_twice_is_refused()
    {
        var path = _folder.Path("canaries.jsonl");
        GateHistory.Read(path).Add(MadeRound.Told(1, canaries: 10, right: 5));
        File.AppendAllText(path, File.ReadAllText(path));

        Assert.Equal("SS3007", Assert.Throws<SafeSynthException>(() => GateHistory.Read(path)).Code);
    }
}
