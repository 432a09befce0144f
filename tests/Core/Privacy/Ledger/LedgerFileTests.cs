using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>What a reader of the file notices.</summary>
public sealed partial class LedgerFileTests : IDisposable
{
    private readonly TemporaryLedger _temporary = new();

    public LedgerFileTests()
    {
        _temporary.Ledger.Reserve().Settle([]);
        _temporary.Ledger.Reserve();
    }

    [Fact]
    public void A_line_has_the_members_that_its_page_describes_and_no_others()
    {
        File.Delete(_temporary.File);
        var ledger = Ledger.Create(_temporary.File, "hr", new Guarantee(1, 1e-6, PrivacyUnit.Key("id", 8)), thresholdShare: 0.5);
        var reservation = ledger.Reserve(ledger.Cap() with { Identity = new ReleaseIdentity("v", "f", "k", "p") });
        reservation.Settle([new DiscreteGaussianEvent(1_000_000, 4) { Question = "q" }], transcript: "t");
        var fork = _temporary.Copy("fork.jsonl");
        Ledger.Open(fork).Reserve();
        Ledger.Merge(_temporary.File, fork);
        File.AppendAllText(_temporary.File, "{");
        ledger.Reserve();

        // Values are left out.
        var members = _temporary.Lines.Select(line => string.Join(' ', MemberName().Matches(line).Select(match => match.Groups[1].Value)));
        Assert.Equal(
            [
                "open format id account limit epsilon delta neighbors unit column maxRows thresholdDelta composition time sha256",
                "previous reserve release epsilon delta rho thresholdDelta composition time keyed dataVersion fingerprint key plan sha256",
                "previous settle release rho thresholdDelta events question discreteGaussian sigmaSquared l2Squared transcript sha256",
                "previous merge lines sha256",
                "previous repair bytes sha256",
                "previous reserve release epsilon delta rho thresholdDelta composition time sha256",
            ],
            members);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x20)]
    [InlineData(0xFF)]
    public void A_flipped_byte_is_named_by_its_line_wherever_it_is(byte flip)
    {
        var content = File.ReadAllBytes(_temporary.File);
        for (int position = 0, line = 1; position < content.Length; position++)
        {
            var damaged = content.ToArray();
            damaged[position] ^= flip;
            File.WriteAllBytes(_temporary.File, damaged);

            var verdict = Ledger.Verify(_temporary.File);

            // Without its last byte the last line looks as after a crash: it is mended, and it counts.
            Assert.Equal(line, verdict.Line);
            Assert.Equal(position == content.Length - 1, verdict is { State: LedgerState.Sound, HasUnfinishedLine: true });
            Assert.Equal(position < content.Length - 1, verdict.State == LedgerState.Broken);
            if (content[position] == '\n')
                line++;
        }
    }

    [Fact]
    public void A_damaged_ledger_is_neither_read_nor_spent_from()
    {
        var content = File.ReadAllBytes(_temporary.File);
        content[50] ^= 1;
        File.WriteAllBytes(_temporary.File, content);

        Assert.Equal(1, Assert.Throws<LedgerBrokenException>(() => Ledger.Open(_temporary.File)).Line);
        Assert.Equal("SS2006", Assert.Throws<LedgerBrokenException>(() => _temporary.Ledger.Reserve()).Code);
        Assert.Equal(content, File.ReadAllBytes(_temporary.File));
    }

    [Fact]
    public void A_missing_line_and_exchanged_lines_are_named()
    {
        var lines = _temporary.Lines;

        Assert.Equal(2, BrokenLine([lines[0], lines[2], lines[3]]));
        Assert.Equal(2, BrokenLine([lines[0], lines[3], lines[2], lines[1]]));
        Assert.Equal(1, BrokenLine(lines[1..]));
        Assert.Equal(5, BrokenLine([.. lines, lines[3]]));
    }

    [Fact]
    public void Line_ends_of_another_system_are_damage()
    {
        File.WriteAllText(_temporary.File, File.ReadAllText(_temporary.File).ReplaceLineEndings("\r\n"));

        Assert.Equal(1, Ledger.Verify(_temporary.File).Line);
    }

    [Theory]
    [InlineData("an unknown member", "\"repair\":{\"bytes\":1,\"why\":2}")]
    [InlineData("a member twice", "\"repair\":{\"bytes\":1,\"bytes\":2}")]
    [InlineData("a missing member", "\"repair\":{}")]
    [InlineData("nothing", "\"repair\":null")]
    [InlineData("two things", "\"repair\":{\"bytes\":1},\"merge\":{\"lines\":[]}")]
    [InlineData("a kind of entry that does not exist", "\"refund\":{}")]
    [InlineData("a settlement of no reservation", "\"settle\":{\"release\":\"x\",\"rho\":0,\"thresholdDelta\":0,\"events\":[]}")]
    [InlineData("an event of no mechanism", "\"settle\":{\"release\":\"RELEASE\",\"rho\":0,\"thresholdDelta\":0,\"events\":[{\"question\":\"\"}]}")]
    [InlineData("a second opening", "OPEN")]
    [InlineData("a release reserved twice", "RESERVE")]
    public void A_line_with_a_good_hash_that_says(string what, string members)
    {
        Assert.NotEmpty(what);
        var lines = _temporary.Lines;
        members = members
            .Replace("OPEN", Members(lines[0], "open"), StringComparison.Ordinal)
            .Replace("RESERVE", Members(lines[3], "reserve"), StringComparison.Ordinal)
            .Replace("RELEASE", _temporary.Ledger.Releases[1].Id, StringComparison.Ordinal);

        Assert.Equal(5, BrokenLine([.. lines, Forged($"{{\"previous\":\"{_temporary.Ledger.Head.Sha256}\",{members}")]));
    }

    [Fact]
    public void A_newer_format_is_told_from_a_broken_one()
    {
        var opening = _temporary.Lines[0].Replace("\"format\":1,", "\"format\":2,\"novelty\":true,", StringComparison.Ordinal);
        File.WriteAllText(_temporary.File, Forged(opening[..opening.IndexOf(",\"sha256", StringComparison.Ordinal)]) + "\n");

        Assert.Equal("SS2015", Assert.Throws<SafeSynthException>(() => Ledger.Open(_temporary.File)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("name,age\nAnn,44\n")]
    public void A_file_that_is_no_ledger_is_refused_in_its_first_line(string content)
    {
        File.WriteAllText(_temporary.File, content);

        Assert.Equal((LedgerState.Broken, 1), (Ledger.Verify(_temporary.File).State, Ledger.Verify(_temporary.File).Line));
    }

    [Fact]
    public void A_line_that_lost_its_end_to_an_editor_still_counts_and_is_ended_by_the_next_release()
    {
        var whole = File.ReadAllText(_temporary.File);
        File.WriteAllText(_temporary.File, whole.TrimEnd('\n'));

        var ledger = Ledger.Open(_temporary.File);
        Assert.Equal(2, ledger.Releases.Count);
        ledger.Reserve();

        Assert.StartsWith(whole, File.ReadAllText(_temporary.File), StringComparison.Ordinal);
        Assert.Equal(5, _temporary.Lines.Length);
    }

    [Fact]
    public void An_unfinished_line_is_ignored_by_readers_and_cut_off_by_the_next_release_which_says_so()
    {
        var whole = File.ReadAllText(_temporary.File);
        File.AppendAllText(_temporary.File, "{\"previous\":\"12");
        var ledger = Ledger.Open(_temporary.File);
        Assert.True(Ledger.Verify(_temporary.File) is { State: LedgerState.Sound, HasUnfinishedLine: true, Line: 4 });

        ledger.Reserve();

        Assert.StartsWith(whole, File.ReadAllText(_temporary.File), StringComparison.Ordinal);
        Assert.Equal(new UnfinishedLineCut(15), ledger.Entries[4]);
        Assert.Equal(3, Ledger.Open(_temporary.File).Releases.Count);
    }

    private int BrokenLine(string[] lines)
    {
        File.WriteAllText(_temporary.File, string.Concat(lines.Select(line => line + "\n")));
        var verdict = Ledger.Verify(_temporary.File);
        Assert.Equal(LedgerState.Broken, verdict.State);
        return verdict.Line;
    }

    private static string Members(string line, string name)
    {
        var start = line.IndexOf($"\"{name}\":", StringComparison.Ordinal);
        return line[start..line.IndexOf(",\"sha256", StringComparison.Ordinal)];
    }

    /// <summary>A line with the hash that it should have, as somebody who edits ledgers might write it.</summary>
    private static string Forged(string content) =>
        $"{content},\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}\"}}";

    // Not of the lines that a merge quotes, whose quotation marks are escaped.
    [GeneratedRegex("(?<!\\\\)\"([A-Za-z0-9]+)\":")]
    private static partial Regex MemberName();

    public void Dispose() => _temporary.Dispose();
}
