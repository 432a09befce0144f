using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SafeSynth.Generators.Saving;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Certificates;

/// <summary>What a certificate says, member by member as <c>docs/certificate.md</c> describes it.</summary>
internal sealed record SavedCertificate(
    int Format,
    string Claim,
    string Data,
    SavedGuarantee Guarantee,
    string TrustModel,
    SavedAccounting Accounting,
    SavedEvent[] Events,
    SavedConsequences Consequences,
    string[] DeclaredPublic,
    string[] NotProtected,
    NoiseKind Noise,
    string NoiseMeans,
    SavedAlgorithm Algorithm,
    JsonObject DpAccounting,
    string? DataVersion = null,
    SavedAccountEntry? Account = null,
    SavedOutput? Output = null)
{
    public const int KnownFormat = 1;

    public const string Central =
        "Central: the operator of the release had the private rows and is trusted, as are the machine and this software. Nobody else had them.";

    public static SavedCertificate Of(RunReport report, ReleasedFile? output) => new(
        KnownFormat,
        ClaimOf(report.Guarantee, report.Noise),
        report.DataName,
        SavedGuarantee.Of(report.Guarantee),
        Central,
        SavedAccounting.Of(report.Cap, report.Events),
        [.. report.Events.Select(SavedEvent.Of)],
        SavedConsequences.Of(report.Cap),
        [.. report.DeclaredPublic],
        [.. NotProtectedOf(report.Guarantee)],
        report.Noise,
        GuaranteeInWords.NoiseOf(report.Noise),
        SavedAlgorithm.Of(report),
        DpAccountingEvents.Of(report.Events),
        report.DataVersion,
        SavedAccountEntry.Of(report.Account),
        output is null ? null : new SavedOutput(output.Name, output.Sha256));

    public static IEnumerable<string> NotProtectedOf(Guarantee guarantee) =>
        GuaranteeInWords.NotProtected(guarantee).Select(matter => $"{matter.Matter} {matter.Explanation}");

    public static string ClaimOf(Guarantee guarantee, NoiseKind noise) => noise switch
    {
        NoiseKind.Void => "none: guarantee void",
        NoiseKind.None => "none: the generator has no proof",
        _ => GuaranteeInWords.Short(guarantee),
    };
}

/// <summary>
/// How the price of the events comes to the guarantee. The schedule is adaptive: what is promised is the limit, not what was spent of it.
/// </summary>
internal sealed record SavedAccounting(Composition Composition, SavedLimit Limit, SavedLimit Spent, string Schedule = SavedAccounting.Adaptive)
{
    public const string Adaptive = "adaptive";

    public static SavedAccounting Of(ReleaseCap cap, IReadOnlyList<PrivacyEvent> events) =>
        new(cap.Composition, SavedLimit.Of(cap.Cost), SavedLimit.Of(ZcdpAccountant.Price(events)));
}

/// <summary>What follows from the limit: points of the curve, the best that attackers can do, and what groups can count on.</summary>
internal sealed record SavedConsequences(SavedPoint[] Curve, SavedAttack[] Attacks, SavedGroup[] Groups)
{
    private static readonly double[] ShareOfEpsilon = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
    private static readonly double[] FalseAlarms = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5];
    private static readonly int[] GroupSizes = [2, 3, 5, 10];

    public static SavedConsequences Of(ReleaseCap cap)
    {
        var (curve, epsilon) = (cap.Curve, cap.Guarantee.Epsilon);
        var attacks = new TradeOffCurve(curve);
        return new SavedConsequences(
            [.. ShareOfEpsilon.Select(share => new SavedPoint(share * epsilon, curve.Delta(share * epsilon)))],
            [.. FalseAlarms.Select(rate => new SavedAttack(rate, attacks.TruePositiveRate(rate)))],
            [.. GroupSizes.Select(size => SavedGroup.Of(cap.Guarantee, size))]);
    }

    /// <summary>Every figure, in an order that depends on nothing.</summary>
    public IEnumerable<double> Figures() =>
        Curve.SelectMany(point => new[] { point.Epsilon, point.Delta })
            .Concat(Attacks.SelectMany(attack => new[] { attack.FalseAlarms, attack.Found }))
            .Concat(Groups.SelectMany(group => new[] { group.People, group.Epsilon, group.Delta }));
}

/// <summary>The release is (epsilon, delta)-DP for this pair, too.</summary>
internal sealed record SavedPoint(double Epsilon, double Delta);

/// <summary>An attacker who raises a false alarm in this share of the cases finds at most that share of the members.</summary>
internal sealed record SavedAttack(double FalseAlarms, double Found);

/// <summary>What a group of people can count on, all of them together.</summary>
internal sealed record SavedGroup(int People, double Epsilon, double Delta)
{
    public static SavedGroup Of(Guarantee guarantee, int people)
    {
        var (epsilon, delta) = GroupPrivacy.Of(guarantee, people);
        return new SavedGroup(people, epsilon, delta);
    }
}

/// <summary>What made the release.</summary>
internal sealed record SavedAlgorithm(string Generator, string Accountant, string Source, string SafeSynth, int KeyedNoise)
{
    public static SavedAlgorithm Of(RunReport report) => new(
        report.Generator.Name, report.Generator.Accountant, report.Generator.Source,
        typeof(SavedAlgorithm).Assembly.GetName().Version!.ToString(3), KeyedRelease.AlgorithmVersion);
}

/// <summary>The file that is certified.</summary>
internal sealed record SavedOutput(string File, string Sha256);

/// <summary>Who vouches for a certificate: a key in the form of SubjectPublicKeyInfo, and its signature, both in base64.</summary>
internal sealed record SavedSignature(string Algorithm, string PublicKey, string Value);

/// <summary>How a certificate is put into JSON: no member twice, none unknown, none missing, enumerations by name.</summary>
[JsonSerializable(typeof(SavedCertificate))]
[JsonSerializable(typeof(SavedSignature))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class SavedCertificateContext : JsonSerializerContext
{
    public static SavedCertificateContext Strict { get; } = new(new JsonSerializerOptions(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // the file is never part of a page
        Converters = { ByName<Neighbors>(), ByName<Composition>(), ByName<NoiseKind>() },
    });

    private static JsonStringEnumConverter<T> ByName<T>() where T : struct, Enum =>
        new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
