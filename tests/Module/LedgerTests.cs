using System.Security.Cryptography;

namespace SafeSynth.Tests;

/// <summary>Accounts, keys and certificates as an operator uses them.</summary>
public sealed class LedgerTests : IDisposable
{
    private const string Keyed = "-KeyFile k.key -DataVersion v1 -Ledger l.jsonl";

    private readonly Workshop _shop = new();

    public LedgerTests() => _shop.WritePeople("people.csv", 400);

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_ledger_that_is_not_there_is_opened_with_room_for_one_release()
    {
        _shop.Run("New-DpModel people.csv -Epsilon 1 -Ledger l.jsonl -OutFile a.dpmodel").Succeeds();

        var again = _shop.Run("New-DpModel people.csv -Epsilon 1 -Ledger l.jsonl -OutFile b.dpmodel");

        Assert.StartsWith("SS2003", Assert.Single(again.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("b.dpmodel", _shop.Files);
    }

    [Fact]
    public void An_account_is_a_row_of_a_table_with_its_limit_and_its_releases()
    {
        _shop.Run("New-DpLedger l.jsonl -Account hr -Epsilon 3 -PrivacyUnit city -MaxRowsPerUnit 8").Succeeds();
        _shop.Run("New-DpModel people.csv -Epsilon 1 -PrivacyUnit city -MaxRowsPerUnit 8 -Ledger l.jsonl").Succeeds();

        var shown = _shop.Session.Show("Get-DpLedger l.jsonl");

        Assert.Matches(@"Account +Unit +Limit \(eps, delta\) +Reserved +Settled +Releases +Spent +LeftEpsilon\r?\n", shown);
        Assert.Matches(@"\nhr +city<=8 +3, 1e-06 +0 +1 +1 +\d+ % +2\.\d+", shown);
    }

    [Fact]
    public void An_account_cannot_add_up_in_pure_DP()
    {
        var run = _shop.Run("New-DpLedger l.jsonl -Account hr -Epsilon 3 -Composition Pure");

        Assert.StartsWith("SS2019", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["people.csv"], _shop.Files);
    }

    [Fact]
    public void A_release_of_another_unit_is_refused_before_a_row_is_read()
    {
        _shop.Run("New-DpLedger l.jsonl -Account hr -Epsilon 3 -PrivacyUnit city -MaxRowsPerUnit 8").Succeeds();

        var run = _shop.Run("New-DpModel people.csv -Epsilon 1 -Ledger l.jsonl");

        Assert.StartsWith("SS2005", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_opens_no_account_and_no_file()
    {
        _shop.Run("New-DpModel people.csv -Epsilon 1 -Ledger l.jsonl -OutFile a.dpmodel -WhatIf").Succeeds();
        _shop.Run("New-DpLedger l.jsonl -Account hr -Epsilon 3 -WhatIf").Succeeds();

        Assert.Equal(["people.csv"], _shop.Files);
    }

    [Fact]
    public void A_keyed_release_is_made_again_to_the_byte_though_the_account_is_exhausted()
    {
        _shop.Run("New-DpKeyFile k.key").Succeeds();
        _shop.Run($"New-DpSyntheticData people.csv -Epsilon 1 {Keyed} -Seed 3 -OutFile a.csv").Succeeds();

        _shop.Run($"New-DpSyntheticData people.csv -Epsilon 1 {Keyed} -Seed 3 -OutFile b.csv").Succeeds();

        Assert.Equal(_shop.Read("a.csv"), _shop.Read("b.csv"));
        Assert.Equal(["1"], _shop.Run("(Get-DpLedger l.jsonl).Releases.Count").Succeeds().Lines);
    }

    [Fact]
    public void Changed_rows_under_the_same_label_are_refused()
    {
        _shop.Run("New-DpKeyFile k.key").Succeeds();
        _shop.Run($"New-DpModel people.csv -Epsilon 1 {Keyed}").Succeeds();
        _shop.WritePeople("people.csv", 401);

        var run = _shop.Run($"New-DpModel people.csv -Epsilon 1 {Keyed} -OutFile a.dpmodel");

        Assert.StartsWith("SS2004", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("a.dpmodel", _shop.Files);
    }

    [Theory]
    [InlineData("-KeyFile k.key", "SS0144")]
    [InlineData("-DataVersion v1", "SS0144")]
    [InlineData("-KeyFile k.key -DataVersion ' '", "SS0144")]
    [InlineData("-KeyFile k.key -DataVersion v1 -InsecureNoiseSeed 1", "SS0145")]
    [InlineData("-KeyFile people.csv -DataVersion v1", "SS2021")]
    [InlineData("-KeyFile none.key -DataVersion v1", "SS2020")]
    [InlineData("-SigningKey people.csv -OutFile a.dpmodel", "SS2032")]
    [InlineData("-Ledger people.csv", "SS2006")]
    [InlineData("-Ledger a.dpmodel -OutFile a.dpmodel", "SS0142")]
    [InlineData("-Certificate a.dpmodel -OutFile a.dpmodel", "SS0142")]
    public void Parameters_that_cannot_be_are_refused_and_leave_nothing(string parameters, string code)
    {
        _shop.Run("New-DpKeyFile k.key").Succeeds();

        var run = _shop.Run($"New-DpModel people.csv -Epsilon 1 {parameters}");

        Assert.StartsWith(code, Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["k.key", "people.csv"], _shop.Files);
    }

    [Fact]
    public void Insecure_noise_is_warned_of_and_its_certificate_does_not_pass()
    {
        var run = _shop.Run("New-DpSyntheticData people.csv -Epsilon 1 -InsecureNoiseSeed 7 -Seed 1 -OutFile a.csv -Report a.html").Succeeds();
        _shop.Run("New-DpSyntheticData people.csv -Epsilon 1 -InsecureNoiseSeed 7 -Seed 1 -OutFile b.csv").Succeeds();

        Assert.Contains("void", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(_shop.Read("a.csv"), _shop.Read("b.csv"));
        Assert.Contains("Guarantee void", _shop.Read("a.html"), StringComparison.Ordinal);
        Assert.Equal(["False"], _shop.Run("Test-DpCertificate a.certificate.json -Quiet").Succeeds().Lines);
    }

    [Fact]
    public void A_certificate_is_checked_against_file_key_and_ledger()
    {
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            _shop.Write("private.pem", key.ExportPkcs8PrivateKeyPem());
            _shop.Write("public.pem", key.ExportSubjectPublicKeyInfoPem());
        }

        _shop.Run("New-DpSyntheticData people.csv -Epsilon 1 -Ledger l.jsonl -SigningKey private.pem -OutFile a.csv").Succeeds();
        dynamic view = Assert.Single(_shop.Run("Test-DpCertificate a.certificate.json -PublicKey public.pem -Ledger l.jsonl").Succeeds().Output).BaseObject;
        Assert.Equal((true, 1.0, 1e-6, "row"), (view.Passed, view.Epsilon, view.Delta, view.Unit));
        Assert.DoesNotContain(
            "Open", _shop.Run("(Test-DpCertificate a.certificate.json -PublicKey public.pem -Ledger l.jsonl).Checks | ForEach-Object { $_.Outcome }").Lines);

        _shop.Write("a.csv", "tampered");
        Assert.Equal(["Output"], _shop.Run("(Test-DpCertificate a.certificate.json).Failed").Succeeds().Lines);
    }

    [Fact]
    public void A_model_that_was_paid_for_certifies_what_is_sampled_from_it()
    {
        _shop.Run("New-DpModel people.csv -Epsilon 1 -Ledger l.jsonl -OutFile a.dpmodel").Succeeds();
        _shop.Run("New-DpSyntheticData -Model a.dpmodel -OutFile b.csv -Count 9").Succeeds();

        Assert.Equal(["True", "True"], _shop.Run("Test-DpCertificate *.certificate.json -Ledger l.jsonl -Quiet").Succeeds().Lines);
    }

    [Fact]
    public void Forks_are_merged_and_an_overdraft_is_warned_of()
    {
        _shop.Run("New-DpLedger l.jsonl -Account hr -Epsilon 1").Succeeds();
        _shop.Write("copy.jsonl", _shop.Read("l.jsonl"));
        _shop.Run("New-DpModel people.csv -Epsilon 1 -Ledger l.jsonl").Succeeds();
        _shop.Run("New-DpModel people.csv -Epsilon 1 -Ledger copy.jsonl").Succeeds();

        var merge = _shop.Run("Merge-DpLedger l.jsonl copy.jsonl").Succeeds();

        Assert.Contains("more than the limit", Assert.Single(merge.Warnings), StringComparison.Ordinal);
        Assert.Equal(["2"], _shop.Run("(Get-DpLedger l.jsonl).Releases.Count").Lines);
    }

    [Fact]
    public void A_key_is_never_overwritten()
    {
        _shop.Run("New-DpKeyFile k.key").Succeeds();
        var key = _shop.Read("k.key");

        Assert.StartsWith("SS2022", Assert.Single(_shop.Run("New-DpKeyFile k.key").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(key, _shop.Read("k.key"));
    }
}
