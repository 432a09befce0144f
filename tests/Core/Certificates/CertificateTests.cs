using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SafeSynth.Certificates;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Tests.Privacy;
using SafeSynth.Tests.Reports;

namespace SafeSynth.Tests.Certificates;

/// <summary>What a certificate says, and what its audit notices.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_certificate_as_it_was_written_passes_every_check_that_there_is_something_to_check_with()
    {
        var path = Write(Sound, output: true);

        Assert.Equal(
            ["Events Passed", "Guarantee Passed", "Statements Passed", "Noise Passed", "Output Passed", "Signature Open", "Ledger Open"],
            Audit(path).Select(check => $"{check.Name} {check.Outcome}"));
    }

    [Theory]
    [InlineData(Composition.Zcdp)]
    [InlineData(Composition.Gdp)]
    public void Its_curve_and_attacks_are_those_of_its_limit(Composition composition)
    {
        var cap = ReleaseCap.Of(new Guarantee(1), thresholdShare: 0, composition);
        var says = Content(Write(Sound with { Cap = cap, Events = [] }));

        var curve = says["consequences"]!["curve"]!.AsArray().Single(point => (double)point!["epsilon"]! == 1)!;
        Assert.InRange((double)curve["delta"]!, 0.999e-6, 1e-6);
        var attack = says["consequences"]!["attacks"]!.AsArray().Single(attack => (double)attack!["falseAlarms"]! == 0.01)!;
        Assert.InRange((double)attack["found"]!, 0.01, Math.E * 0.01 + 1e-6);
    }

    [Fact]
    public void It_says_what_groups_can_count_on()
    {
        var groups = Content(Write(Sound))["consequences"]!["groups"]!.AsArray();

        // 3 people: 3 epsilon, and delta (1 + e + e^2).
        var three = groups.Single(group => (int)group!["people"]! == 3)!;
        Assert.Equal(3, (double)three["epsilon"]!, 1e-12);
        Assert.Equal(1e-6 * (1 + Math.E + Math.E * Math.E), (double)three["delta"]!, 1e-15);
    }

    [Theory]
    [InlineData("\"rho\": 0.0", "\"rho\": 0.9", "Guarantee")]
    [InlineData("\"epsilon\": 1,\n    \"delta\"", "\"epsilon\": 0.1,\n    \"delta\"", "Guarantee")]
    [InlineData("\"sigmaSquared\": \"12000\"", "\"sigmaSquared\": \"12\"", "Events")]
    [InlineData("\"sigmaSquared\": \"12000\"", "\"sigmaSquared\": \"x\"", "Events")]
    [InlineData("\"sigmaSquared\": \"12000\"", "\"sigmaSquared\": \"13000\"", "Statements")]
    [InlineData("with epsilon 1 and", "with epsilon 0.1 and", "Statements")]
    [InlineData("\"people\": 2", "\"people\": 200", "Statements")]
    [InlineData("\"noise\": \"fresh\"", "\"noise\": \"void\"", "Noise")]
    [InlineData("Central: the operator", "Local: nobody", "Statements")]
    [InlineData("\"schedule\": \"adaptive\"", "\"schedule\": \"fixed\"", "Statements")]
    [InlineData("\"accountant\": \"zCDP", "\"accountant\": \"pure DP", "Statements")]
    [InlineData("What was declared public.", "Nothing.", "Statements")]
    [InlineData("\"threshold\": 311", "\"threshold\": 100", "Events")]
    [InlineData("\"delta\": 1E-07\n      }\n    },", "\"delta\": 1E-300\n      }\n    },", "Events")]
    [InlineData("\"composition\": \"zcdp\"", "\"composition\": \"gdp\"", "Events")]
    public void Whatever_is_changed_in_it_some_check_fails(string original, string changed, string check)
    {
        var path = Write(Sound);
        Replace(path, original, changed);

        Assert.Contains(check, Failed(Audit(path)));
    }

    [Fact]
    public void A_claim_that_is_too_good_for_its_figures_is_found_though_everything_else_is_consistent()
    {
        var cap = new ReleaseCap(new Guarantee(0.5), Composition.Zcdp, ReleaseCap.Of(new Guarantee(1), 0.1).Cost);

        Assert.Equal(["Guarantee"], Failed(Audit(Write(Sound with { Cap = cap }))));
    }

    [Fact]
    public void That_its_owner_published_figures_stands_beside_what_is_signed_and_its_audit_says_so()
    {
        var path = Write(Sound);
        var before = CertificateFile.Read(path);

        File.WriteAllBytes(path, before.WithOwnerResults("hr.report.html", "hr.report.json"));
        File.WriteAllBytes(path, CertificateFile.Read(path).WithOwnerResults("gates.xml", "hr.report.html"));
        var after = CertificateFile.Read(path);

        Assert.True(after.SaysTheSameAs(before));
        Assert.Equal(["gates.xml", "hr.report.html", "hr.report.json"], after.OwnerResults);
        Assert.Empty(Failed(Audit(path)));
        var check = Audit(path)[^1];
        Assert.Equal(("Owner's results", CheckOutcome.Open), (check.Name, check.Outcome));
        Assert.EndsWith("which the guarantee does not cover: 'gates.xml', 'hr.report.html', 'hr.report.json'.", check.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Audit(Write(Sound)), one => one.Name == "Owner's results");
    }

    [Fact]
    public void A_certificate_in_pure_DP_adds_epsilons_up()
    {
        var cap = ReleaseCap.Of(new Guarantee(1), 0, Composition.Pure);
        PrivacyEvent half = new DiscreteLaplaceEvent(2, 1);

        var path = Write(Sound with { Cap = cap, Events = [half, half] });

        Assert.Empty(Failed(Audit(path)));
        Assert.Equal("pure", (string?)Content(path)["accounting"]!["composition"]);
        Assert.Equal(0, (double)Content(path)["consequences"]!["curve"]!.AsArray().Single(point => (double)point!["epsilon"]! == 1)!["delta"]!);
        // In rho there would be room for a third one.
        Assert.Equal(["Events"], Failed(Audit(Write(Sound with { Cap = cap, Events = [half, half, half] }))));
    }

    [Fact]
    public void Events_that_the_composition_has_no_price_for_do_not_pass()
    {
        var path = Write(Sound with { Cap = ReleaseCap.Of(new Guarantee(1), 0, Composition.Gdp), Events = [new DiscreteGaussianEvent(12000, 1)] });

        Assert.Equal(["Events"], Failed(Audit(path)));
    }

    [Fact]
    public void A_release_of_insecure_noise_claims_nothing()
    {
        var path = Write(Sound with { Noise = NoiseKind.Void });

        Assert.Equal("none: guarantee void", (string?)Content(path)["claim"]);
        Assert.Equal(["Noise"], Failed(Audit(path)));
    }

    [Fact]
    public void Another_file_than_the_released_one_is_noticed()
    {
        var path = Write(Sound, output: true);
        File.AppendAllText(_folder.Path("out.csv"), " ");

        Assert.Equal(["Output"], Failed(Audit(path)));
    }

    [Fact]
    public void A_file_name_that_leads_out_of_the_folder_is_not_followed()
    {
        var path = Write(Sound, output: true);
        Replace(path, "\"file\": \"out.csv\"", "\"file\": \"../out.csv\"");

        Assert.Equal(CheckOutcome.Open, Audit(path).Single(check => check.Name == "Output").Outcome);
    }

    [Fact]
    public void A_signature_holds_across_line_ends_and_breaks_with_any_other_change()
    {
        var path = Write(Sound, key: Key("a"));
        var text = File.ReadAllText(path);

        Assert.Empty(Failed(Audit(path, Key("a"))));
        File.WriteAllText(path, text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Empty(Failed(Audit(path, Key("a"))));
        File.WriteAllText(path, text.Replace("people <2024>", "people <2025>", StringComparison.Ordinal));
        Assert.Equal(["Signature"], Failed(Audit(path, Key("a"))));
    }

    [Fact]
    public void Another_key_or_none_is_not_enough_where_one_is_demanded()
    {
        Assert.Equal(["Signature"], Failed(Audit(Write(Sound, key: Key("a")), Key("b"))));
        Assert.Equal(["Signature"], Failed(Audit(Write(Sound), Key("b"))));
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public void What_is_no_key_is_refused(string text)
    {
        File.WriteAllText(_folder.Path("key.pem"), text);

        Assert.Equal("SS2032", Assert.Throws<SafeSynthException>(() => CertificateSigner.Read(_folder.Path("key.pem"))).Code);
    }

    [Fact]
    public void A_key_on_another_curve_or_without_its_private_half_does_not_sign()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(_folder.Path("p384.pem"), other.ExportECPrivateKeyPem());
        using var half = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_folder.Path("half.pem"), half.ExportSubjectPublicKeyInfoPem());

        Assert.Equal("SS2032", Assert.Throws<SafeSynthException>(() => CertificateSigner.Read(_folder.Path("p384.pem"))).Code);
        Assert.Equal("SS2032", Assert.Throws<SafeSynthException>(() => Write(Sound, key: _folder.Path("half.pem"))).Code);
    }

    [Fact]
    public void A_release_is_found_in_its_ledger_and_one_with_other_events_is_not()
    {
        using var temporary = new TemporaryLedger(epsilon: 3);
        var reservation = temporary.Ledger.Reserve();
        var spent = reservation.Gaussian(oneIn: 2);
        reservation.Settle([spent]);
        var entry = new AccountEntry(reservation.Account, reservation.Release, reservation.Head, reservation.Ordinal);
        var report = Sound with { Cap = reservation.Cap, Events = [spent], Account = entry };

        Assert.Empty(Failed(Audit(Write(report), ledger: temporary.File)));
        AccountEntry[] elsewhere = [entry with { Account = "other" }, entry with { Attempt = 2 }, entry with { Release = "x" }, entry with { Head = temporary.Ledger.Head }];
        RunReport[] others = [report with { Events = [] }, .. elsewhere.Select(place => report with { Account = place })];
        Assert.All(others, other => Assert.Equal(["Ledger"], Failed(Audit(Write(other), ledger: temporary.File))));
    }

    [Fact]
    public void A_release_that_was_never_settled_may_not_be_shown()
    {
        using var temporary = new TemporaryLedger();
        var reservation = temporary.Ledger.Reserve();
        var entry = new AccountEntry(reservation.Account, reservation.Release, reservation.Head, reservation.Ordinal);

        Assert.Equal(["Ledger"], Failed(Audit(Write(Sound with { Cap = reservation.Cap, Events = [], Account = entry }), ledger: temporary.File)));
    }

    [Fact]
    public void A_ledger_that_was_rolled_back_behind_the_release_is_noticed()
    {
        using var temporary = new TemporaryLedger();
        var copy = temporary.Copy("before.jsonl");
        var reservation = temporary.Ledger.Reserve();
        reservation.Settle([]);
        var entry = new AccountEntry(reservation.Account, reservation.Release, reservation.Head, reservation.Ordinal);

        var check = Audit(Write(Sound with { Cap = reservation.Cap, Events = [], Account = entry }), ledger: copy).Single(check => check.Name == "Ledger");

        Assert.Equal(CheckOutcome.Failed, check.Outcome);
        Assert.Contains("rolled back", check.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "SS2031")]
    [InlineData("{}", "SS2031")]
    [InlineData("{\"certificate\":{},\"more\":1}", "SS2031")]
    [InlineData("{\"certificate\":{},\"certificate\":{}}", "SS2031")]
    [InlineData("{\"certificate\":{\"format\":1}}", "SS2031")]
    [InlineData("{\"certificate\":{\"format\":2}}", "SS2033")]
    public void What_is_no_certificate_of_a_known_format_is_refused(string text, string code)
    {
        File.WriteAllText(_folder.Path("c.json"), text);

        Assert.Equal(code, Assert.Throws<SafeSynthException>(() => CertificateFile.Read(_folder.Path("c.json"))).Code);
    }

    [Fact]
    public void Events_are_exported_with_the_names_that_dp_accounting_gives_them()
    {
        var exported = Content(Write(Sound))["dpAccounting"]!;

        Assert.Equal(("dp_accounting.dp_event", "ComposedDpEvent"), ((string?)exported["module_name"], (string?)exported["class_name"]));
        var first = exported["events"]![0]!;
        Assert.Equal("DiscreteGaussianDpEvent", (string?)first["class_name"]);
        Assert.Equal(Math.Sqrt(12_000), (double)first["sigma"]!, 1e-9);
        Assert.True((double)first["sigma"]! < Math.Sqrt(12_000), "Noise is rounded down.");
        Assert.Equal(Math.Sqrt(13), (double)first["sensitivity"]!, 1e-12);
    }

    private static RunReport Sound { get; } = MadeUpRelease.Report();

    private string Key(string name)
    {
        var path = _folder.Path($"{name}.pem");
        if (!File.Exists(path))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        }

        return path;
    }

    private string Write(RunReport report, bool output = false, string? key = null)
    {
        var path = _folder.Path("out.certificate.json");
        File.WriteAllText(_folder.Path("out.csv"), "a\n1\n");
        var file = output ? new ReleasedFile("out.csv", Convert.ToHexStringLower(SHA256.HashData("a\n1\n"u8))) : null;
        using var signer = key is null ? null : CertificateSigner.Read(key);
        using var stream = File.Create(path);
        CertificateFile.Write(report, file, signer, stream);
        return path;
    }

    private static IReadOnlyList<CertificateCheck> Audit(string path, string? key = null, string? ledger = null)
    {
        using var signer = key is null ? null : CertificateSigner.Read(key);
        return new CertificateAudit(CertificateFile.Read(path)) { Key = signer, LedgerPath = ledger }.Run();
    }

    private static IEnumerable<string> Failed(IEnumerable<CertificateCheck> checks) =>
        checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Name);

    private static JsonNode Content(string path) => JsonNode.Parse(File.ReadAllText(path))!["certificate"]!;

    private static void Replace(string path, string original, string changed)
    {
        var text = File.ReadAllText(path);
        Assert.Contains(original, text, StringComparison.Ordinal);
        var at = text.IndexOf(original, StringComparison.Ordinal);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), changed, text.AsSpan(at + original.Length)));
    }
}
