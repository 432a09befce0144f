using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SafeSynth.Certificates;

namespace SafeSynth.Reports.Sections;

/// <summary>What the certificate vouches for, who signed it, where it stands in its account, and what came of checking it.</summary>
internal sealed class CertificateSection : IReportSection
{
    public string Name => "certificate";

    public ReportPart? ForAll(PublicEvidence evidence)
    {
        if (evidence.Certificate is not { File: var file, Checks: var checks })
            return null;
        var facts = FactsOf(file).ToList();
        return new ReportPart(
            "The certificate",
            $"""
                <p>Anyone can check it: <code>Test-DpCertificate {System.IO.Path.GetFileName(file.Path)}</code> works out anew all that follows from what was done. That the
                events are what was done rests on trust in the software and in whoever ran it, which is what a signature is for.</p>
                {HtmlPage.Table("What was checked", [HtmlPage.Head("Check"), HtmlPage.Head("Outcome"), HtmlPage.Head("Why")], checks.Select(Row))}
                <dl class="list">
                {facts.Select(fact => HtmlPage.Fact(fact.Name, fact.Value))}
                </dl>
                """,
            new JsonObject
            {
                ["file"] = System.IO.Path.GetFileName(file.Path),
                ["output"] = file.Output is { } output ? new JsonObject { ["file"] = output.Name, ["sha256"] = output.Sha256 } : null,
                ["signer"] = SignerOf(file),
                ["account"] = file.Says.Account is { } account
                    ? new JsonObject { ["name"] = account.Name, ["release"] = account.Release, ["head"] = account.Head, ["attempt"] = account.Attempt } : null,
                ["checks"] = new JsonArray([.. checks.Select(check => new JsonObject { ["check"] = check.Name, ["outcome"] = check.Outcome.ToString(), ["detail"] = check.Detail })]),
            });
    }

    private static Html Row(CertificateCheck check) => $"""
        <tr><th scope="row">{check.Name}</th><td class="{check.Outcome.ToString().ToLowerInvariant()}">{check.Outcome.ToString()}</td><td>{check.Detail}</td></tr>

        """;

    private static IEnumerable<(string Name, string Value)> FactsOf(CertificateFile file)
    {
        yield return ("Vouches for", file.Output is { } output ? $"{output.Name}, SHA-256 {output.Sha256}" : "no file");
        yield return ("Signature", SignerOf(file) is { } signer ? $"{file.Signature!.Algorithm}, key {signer}" : "none");
        yield return ("Account", file.Says.Account is { } account ? $"{account.Name}, release {account.Release}, number {account.Attempt} of this account" : "none: it was charged to no account");
        if (file.Says.Account is { } charged)
            yield return ("Head of the ledger", charged.Head);
        if (file.Says.DataVersion is { } version)
            yield return ("Version of the data", version);
        yield return ("Who had the rows", file.Says.TrustModel);
        yield return ("Made by", $"SafeSynth {file.Says.Algorithm.SafeSynth}, {file.Says.Algorithm.Generator}");
    }

    /// <summary>The SHA-256 hash of the public key, by which people compare keys; null where nobody signed.</summary>
    private static string? SignerOf(CertificateFile file)
    {
        if (file.Signature is not { PublicKey: var key })
            return null;
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length)
            ? $"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length)))}"
            : "that cannot be read";
    }
}
