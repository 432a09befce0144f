using System.Text;
using static System.FormattableString;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>
/// Private texts, and a language model that is shown some of them for every text it writes. It holds private data: no file takes it, and no
/// log is kept.
/// </summary>
/// <remarks>Text number i depends on the texts, the seed and i alone, as far as the language model repeats itself.</remarks>
internal sealed class RawPromptModel(
    string column, ModelledColumn? label, IReadOnlyList<string>[] texts, ILanguageModel writer, PlaceNoise noise, double[]? weights = null) : ISynthesizer
{
    /// <summary>How many private texts a request shows at most.</summary>
    public const int Examples = 5;

    /// <summary>How many characters of an example are shown at most.</summary>
    private const int LongestExample = 2_000;

    private const int MostTokens = 512;
    private const int Attempts = 3;

    /// <summary>How many texts are drawn when nobody says: the number of private ones was not paid for.</summary>
    private const int UsualTexts = 100;

    private readonly double[] _weights = weights ?? Array.ConvertAll(texts, ofLabel => (double)ofLabel.Count);

    public double ExpectedRows => UsualTexts;

    public ISynthesizer Given(IReadOnlyList<ColumnValues> where) =>
        where.Count == 0 ? this : new RawPromptModel(column, label, texts, writer, noise, LabelCondition.Of(label, _weights, where));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Something is declared: plans of texts have no constraints.</exception>
    public ISynthesizer Under(IReadOnlyList<Constraint> constraints, CancellationToken cancel) =>
        constraints.Count == 0 ? this : throw new NotSupportedException("No constraint speaks of texts.");

    /// <inheritdoc/>
    /// <exception cref="SafeSynthException">SS4071: the language model writes nothing. SS402x: it cannot be asked.</exception>
    public IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel)
    {
        var labels = _weights.Sum() > 0 ? new Cumulative(_weights) : null;
        for (var row = 0L; row < request.Rows; row++)
        {
            cancel.ThrowIfCancellationRequested();
            var own = new SampleRandom(random.NextBits());
            var code = labels?.Draw(own) ?? 0;
            var written = new FakeColumn(column, [noise.On(Write(code, own, cancel), own)]);
            yield return new Table(1, label is null ? [written] : [new CodedColumn(label.Name, label.Domain, [code]), written]);
        }
    }

    private string Write(int code, SampleRandom random, CancellationToken cancel)
    {
        var message = MessageFor(code, random);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var answer = writer.Ask(new Request(Instruction, message, random.Next(int.MaxValue), MostTokens), cancel);
            if (answer.Text.Trim() is { Length: > 0 } text)
                return text;
        }

        throw ToolFault.NoText(writer.Info.Name, Attempts);
    }

    private static string Instruction => "You write one new text that is like the examples you are given. Answer with the text alone.";

    private string MessageFor(int code, SampleRandom random)
    {
        var message = new StringBuilder();
        if (label is not null)
            message.Append(Invariant($"The label of the texts is \"{label.Domain.TextOf(code)}\".\n\n"));
        foreach (var (example, i) in Chosen(texts[code], random).Select((example, i) => (example, i)))
            message.Append(Invariant($"Example {i + 1}:\n{example[..Math.Min(example.Length, LongestExample)]}\n\n"));
        return message.Append("Write one more.").ToString();
    }

    // Different ones, drawn one after the other.
    private static IEnumerable<string> Chosen(IReadOnlyList<string> from, SampleRandom random)
    {
        var places = new HashSet<int>();
        while (places.Count < Math.Min(Examples, from.Count))
        {
            var place = random.Next(from.Count);
            if (places.Add(place))
                yield return from[place];
        }
    }
}
