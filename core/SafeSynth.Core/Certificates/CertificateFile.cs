using System.Text;
using System.Text.Json;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Certificates;

/// <summary>A file that a certificate vouches for.</summary>
/// <param name="Name">Its name, without folder.</param>
/// <param name="Sha256">The hash of its bytes: 64 lower-case hexadecimal digits.</param>
public sealed record ReleasedFile(string Name, string Sha256);

/// <summary>
/// The JSON beside a release that says what was promised, from which facts it follows, and of which file. See <c>docs/certificate.md</c>.
/// </summary>
/// <remarks>
/// It may be published: all in it was declared public, measured with noise and paid for, or computed from that and the output. It holds no
/// time, so the same release has the same certificate. What is signed is the text of its member <c>certificate</c>, byte for byte but for
/// carriage returns.
/// </remarks>
public sealed class CertificateFile
{
    private const string Content = "certificate", Signed = "signature", Published = "ownerResults";

    private static readonly JsonDocumentOptions NoMemberTwice = new() { AllowDuplicateProperties = false };

    private CertificateFile(string path, SavedCertificate content, byte[] text, SavedSignature? signature, string[] ownerResults) =>
        (Path, Says, Text, Signature, OwnerResults) = (path, content, text, signature, ownerResults);

    public string Path { get; }

    /// <summary>What the release claims to keep, for whom.</summary>
    public Guarantee Guarantee => Says.Guarantee.ToGuarantee();

    /// <summary>The file that it vouches for; null where rows went elsewhere.</summary>
    public ReleasedFile? Output => Says.Output is { } output ? new ReleasedFile(output.File, output.Sha256) : null;

    /// <summary>
    /// All pairs (epsilon, delta) that follow from its limit; whether its events keep that limit is for the audit to say.
    /// </summary>
    internal PrivacyCurve Curve => Cap.Curve;

    private ReleaseCap Cap => new(Guarantee, Says.Accounting.Composition, Says.Accounting.Limit.ToCost());

    internal SavedCertificate Says { get; }

    /// <summary>
    /// The files in which the owner published figures that were computed from the private rows, and which the guarantee does not cover. Not
    /// part of what is signed: that is of the day of the release.
    /// </summary>
    public IReadOnlyList<string> OwnerResults { get; }

    internal byte[] Text { get; }

    internal SavedSignature? Signature { get; }

    /// <summary>Where the certificate of a file stands when nobody says otherwise: beside it.</summary>
    public static string PathFor(string output) => System.IO.Path.ChangeExtension(output, ".certificate.json");

    /// <summary>Writes the certificate of a release; the stream stays open.</summary>
    /// <param name="report">How the release came about, and what it cost.</param>
    /// <param name="output">The file it went to, if it went to one.</param>
    /// <param name="signer">Who vouches for it, if anybody.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(RunReport report, ReleasedFile? output, CertificateSigner? signer, Stream stream)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(SavedCertificate.Of(report, output), SavedCertificateContext.Strict.SavedCertificate);
        Begin(content, stream);
        if (signer is not null)
        {
            var signature = JsonSerializer.SerializeToUtf8Bytes(signer.Sign(content), SavedCertificateContext.Strict.SavedSignature);
            Member(Signed, signature, stream);
        }

        stream.Write("}\n"u8);
    }

    /// <summary>
    /// The file's content when it says that the owner published figures in these files, too; all else, and what is signed, is as it was.
    /// </summary>
    /// <param name="files">Their names, without folders.</param>
    public byte[] WithOwnerResults(params IEnumerable<string> files)
    {
        using var stream = new MemoryStream();
        Begin(Text, stream);
        if (Signature is not null)
            Member(Signed, JsonSerializer.SerializeToUtf8Bytes(Signature, SavedCertificateContext.Strict.SavedSignature), stream);
        string[] all = [.. OwnerResults.Union(files).Order(StringComparer.Ordinal)];
        Member(Published, JsonSerializer.SerializeToUtf8Bytes(all, SavedCertificateContext.Strict.StringArray), stream);
        stream.Write("}\n"u8);
        return stream.ToArray();
    }

    /// <summary>Whether it says the same of a release, and the same key vouches for it.</summary>
    public bool SaysTheSameAs(CertificateFile other) => Text.AsSpan().SequenceEqual(other.Text) && Signature == other.Signature;

    /// <summary>What it tells of the release, of which it knows no column.</summary>
    /// <exception cref="InvalidDataException">What it says of its events cannot be understood: its audit fails.</exception>
    internal RunReport ToReport() => new(
        Says.Data, Cap,
        GeneratorCatalog.InfoOf(Says.Algorithm.Generator)
            ?? new GeneratorInfo(Says.Algorithm.Generator, "", Says.Accounting.Composition, Says.Algorithm.Accountant, Says.Algorithm.Source),
        [.. Says.Events.Select(saved => saved?.ToEvent() ?? throw new InvalidDataException("an event is empty"))], Says.DeclaredPublic, new TableLayout([]))
    {
        Noise = Says.Noise,
        DataVersion = Says.DataVersion,
        Account = Says.Account?.ToEntry(),
    };

    /// <summary>Reads a certificate; whether it holds is for <see cref="CertificateAudit"/> to say.</summary>
    /// <exception cref="SafeSynthException">SS2030: it cannot be read. SS2031: it is no certificate. SS2033: its format is
    /// newer.</exception>
    public static CertificateFile Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), NoMemberTwice);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Content, out var content) || root.EnumerateObject().Any(IsUnknown))
                throw CertificateFault.NoCertificate(path, "it has no member 'certificate', or others than that, 'signature' and 'ownerResults'");
            if (content.TryGetProperty("format", out var format) && format.TryGetInt32(out var number) && number > SavedCertificate.KnownFormat)
                throw CertificateFault.Newer(path, number, SavedCertificate.KnownFormat);
            var says = content.Deserialize(SavedCertificateContext.Strict.SavedCertificate)!;
            var signature = root.TryGetProperty(Signed, out var signed)
                ? signed.Deserialize(SavedCertificateContext.Strict.SavedSignature)
                : null;
            var ownerResults = root.TryGetProperty(Published, out var published)
                ? published.Deserialize(SavedCertificateContext.Strict.StringArray) ?? []
                : [];
            says.Guarantee.ToGuarantee();
            return new CertificateFile(
                path, says, Encoding.UTF8.GetBytes(content.GetRawText().Replace("\r", "", StringComparison.Ordinal)), signature, ownerResults);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CertificateFault.Unreadable(path, fault.Message.TrimEnd('.'));
        }
        catch (JsonException fault)
        {
            throw CertificateFault.NoCertificate(path, $"it does not follow the format at {fault.Path ?? "$"}");
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or SafeSynthException { Code: "SS0100" or "SS0101" or "SS0102" })
        {
            throw CertificateFault.NoCertificate(path, fault.Message.TrimEnd('.'));
        }
    }

    private static bool IsUnknown(JsonProperty member) => member.Name is not (Content or Signed or Published);

    private static void Begin(byte[] content, Stream stream) =>
        stream.Write([.. "{\""u8, .. Encoding.ASCII.GetBytes(Content), .. "\": "u8, .. content]);

    private static void Member(string name, byte[] value, Stream stream) =>
        stream.Write([.. ",\n\""u8, .. Encoding.ASCII.GetBytes(name), .. "\": "u8, .. value]);
}
