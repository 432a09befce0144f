using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Generators;

namespace SafeSynth.Plans;

/// <summary>A hash of all that a plan asks of a fit. Plans are public, so no key is needed.</summary>
/// <remarks>
/// Number of rows, the values asked for and seed are left out: they concern what is drawn from the model; the declared size, which has no
/// part in a fit; the account, which shows in the price of every event; and where public rows were found, whose hash is in it. Everything
/// else that a plan holds, today or later, is in it. A column that is not declared counts as one about which nothing is declared, no
/// generator as the default one, and
/// <see cref="Auto"/> as what it chooses, in which the size does have a part.
/// </remarks>
internal static class PlanHash
{
    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string Of(DpPlan plan, IReadOnlyList<string> columns)
    {
        var fields = plan.Schema.FieldsFor(columns);
        var asked = plan with
        {
            Generator = GeneratorCatalog.For(plan, fields).Info.Name,
            Schema = plan.Schema with { Fields = fields },
            Size = null,
            Rows = null,
            Where = [],
            Seed = null,
            Account = null,
            PublicDataFile = null,
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(asked, PlanHashContext.Default.DpPlan)));
    }
}

[JsonSerializable(typeof(DpPlan))]
internal sealed partial class PlanHashContext : JsonSerializerContext;
