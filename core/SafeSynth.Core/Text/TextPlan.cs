using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Data;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>All that is asked of a release of texts.</summary>
/// <param name="Guarantee">What the release keeps, for whom.</param>
/// <param name="TextColumn">The column of the texts.</param>
public sealed record TextPlan(Guarantee Guarantee, string TextColumn)
{
    /// <summary>The column of the labels; null for texts without labels.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>What is declared public about the columns; what labels there are, for instance.</summary>
    public Schema Schema { get; init; } = Schema.Empty;

    /// <summary>The name of the generator; null for the default one.</summary>
    public string? Generator { get; init; }

    /// <summary>Words that are declared public because they say little: they are not voted for among the others.</summary>
    public WordList StopWords { get; init; } = Texts.StopWords.English;

    /// <summary>The words that texts may be made of, declared public; null to learn them privately.</summary>
    public WordList? Vocabulary { get; init; }

    /// <summary>Columns beside the texts, of declared values, that texts are written for; none unless they are named.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The kind of noise that statistics get.</summary>
    public StatisticsNoise Noise { get; init; }

    /// <summary>The name of the language model that writes, where one takes part in the fit; null for none.</summary>
    public string? Writer { get; init; }

    /// <summary>The name of the embedder that takes part in the fit; null for none.</summary>
    public string? Embedder { get; init; }

    /// <summary>
    /// The declared number of private texts, which is public; null where it is not declared. A fit does not use it: what it needs it
    /// measures.
    /// </summary>
    [JsonIgnore]
    public long? Size { get; init; }

    /// <summary>Whether a generator without a guarantee may run. It changes nothing that is asked of a fit.</summary>
    [JsonIgnore]
    public bool AllowNoGuarantee { get; init; }

    /// <summary>
    /// Whether private texts may be sent to a model that runs on another machine. It changes nothing that is asked of a fit.
    /// </summary>
    [JsonIgnore]
    public bool AllowRemoteModel { get; init; }

    /// <summary>The plan with its columns named as a table names them, in whatever case they were given.</summary>
    /// <exception cref="SafeSynthException">SS0210: there is no such column. SS0211: one is named twice.</exception>
    internal TextPlan For(IReadOnlyList<string> columns)
    {
        var (text, label) = (NameOf(TextColumn, columns), LabelColumn is null ? null : NameOf(LabelColumn, columns));
        string[] attributes = [.. Attributes.Select(attribute => NameOf(attribute, columns))];
        string?[] named = [text, label, Guarantee.Unit.KeyColumn, .. attributes];
        return named.OfType<string>().GroupBy(column => column).FirstOrDefault(column => column.Count() > 1) is { } twice
            ? throw TextFault.SameColumn(twice.Key) : this with { TextColumn = text, LabelColumn = label, Attributes = attributes };
    }

    /// <summary>A hash of all that the plan asks of a fit. SHA-256 in hexadecimal.</summary>
    /// <param name="columns">The names of the table's columns.</param>
    internal string HashFor(IReadOnlyList<string> columns)
    {
        var generator = TextGeneratorCatalog.For(this);
        var asked = For(columns) with
        {
            Generator = generator.Info.Name,
            Writer = generator.Traits.Writer is WriterPart.None or WriterPart.FromModel ? null : Writer,   // who writes after a fit changes nothing about it
            Schema = Schema with { Fields = Schema.FieldsFor(columns) },
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(asked, TextPlanHashContext.Default.TextPlan)));
    }

    private static string NameOf(string asked, IReadOnlyList<string> columns) =>
        columns.FirstOrDefault(column => column == asked)
        ?? columns.FirstOrDefault(column => column.Equals(asked, StringComparison.OrdinalIgnoreCase))
        ?? throw TextFault.UnknownColumn(asked, columns);
}

[JsonSerializable(typeof(TextPlan))]
internal sealed partial class TextPlanHashContext : JsonSerializerContext;
