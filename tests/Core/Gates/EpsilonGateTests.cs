using SafeSynth.Certificates;
using SafeSynth.Gates;
using SafeSynth.Privacy;
using SafeSynth.Tests.Reports;

namespace SafeSynth.Tests.Gates;

public sealed class EpsilonGateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1.0, null, null, Verdict.Pass)]
    [InlineData(2.0, null, null, Verdict.Pass)]
    [InlineData(null, null, null, Verdict.Pass)]
    [InlineData(0.99, null, null, Verdict.Fail)]
    [InlineData(1.5, 1e-9, null, Verdict.Pass)]       // the curve goes on beyond the pair that is named
    [InlineData(1.0, 1e-9, null, Verdict.Fail)]
    [InlineData(1.0, null, "person", Verdict.Fail)]
    public void A_certificate_passes_if_it_keeps_what_is_demanded(double? epsilon, double? delta, string? unit, Verdict expected)
    {
        Assert.Equal(expected, new EpsilonGate(epsilon, delta, unit).Decide(Audited(Written())).Result.Verdict);
    }

    [Fact]
    public void A_promise_that_does_not_follow_from_its_events_fails_however_small_it_is()
    {
        var path = Written();
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"epsilon\": 1,\n    \"delta\"", "\"epsilon\": 0.1,\n    \"delta\"", StringComparison.Ordinal));

        var decision = new EpsilonGate(1).Decide(Audited(path));

        Assert.Equal(Verdict.Fail, decision.Result.Verdict);
        Assert.Contains("'Guarantee'", decision.Result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hypothesis_says_what_was_demanded()
    {
        var result = new EpsilonGate(1, 1e-6).Decide(Audited(Written())).Result;

        Assert.Equal("The release keeps epsilon 1 at delta 0.000001.", result.Hypothesis);
        Assert.Equal("people.certificate.json", result.Subject);
        Assert.Null(result.Alpha);
    }

    private string Written()
    {
        var path = _folder.Path("people.certificate.json");
        using var stream = File.Create(path);
        var guarantee = new Guarantee(1);
        CertificateFile.Write(
            MadeUpRelease.Report(guarantee) with { Cap = ReleaseCap.Of(guarantee, thresholdShare: 0), Events = [] }, output: null, signer: null, stream);
        return path;
    }

    private static AuditedCertificate Audited(string path)
    {
        var file = CertificateFile.Read(path);
        return new AuditedCertificate(file, new CertificateAudit(file).Run());
    }
}
