using System.Text.Json;
using System.Text.RegularExpressions;
using SafeSynth.Marginals;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>
/// A language model that knows some topics and no private text: asked for a new text it writes of any topic, asked to fill blanks it mostly
/// stays with the topic of the words that are left. What it answers follows from the request alone.
/// </summary>
internal sealed partial class ToyWriter(string? remoteHost = null) : ILanguageModel
{
    public static readonly string[][] Topics =
    [
        ["printer", "paper", "toner", "jam", "technician"], ["password", "account", "login", "locked", "reset"], ["order", "monitor", "keyboard", "delivery", "invoice"],
        ["soup", "onion", "pepper", "recipe", "oven"], ["goal", "referee", "league", "coach", "striker"], ["piano", "violin", "concert", "melody", "choir"],
    ];

    // More words of so few would be a loop.
    private const int MostWords = 20;

    private readonly List<Request> _requests = [];

    public IReadOnlyList<Request> Requests => _requests;

    public LanguageModelInfo Info { get; } = new("toy", remoteHost);

    public Answer Ask(Request request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _requests.Add(request);
        return new Answer(JsonSerializer.Serialize(new { text = TextFor(request) }), request.Message.Length / 4, 20);
    }

    public static string TextFor(Request request)
    {
        var random = new SampleRandom((ulong)request.Seed);
        if (Shown().Match(request.Message) is { Success: true } shown)
        {
            var words = shown.Groups[1].Value.Split(' ');
            int[] topics = [.. words.Select(word => Array.FindIndex(Topics, topic => topic.Contains(word))).Where(topic => topic >= 0)];
            return string.Join(' ', words.Select(word => word != EvolutionPrompts.Blank ? word : Word(topics.Length > 0 && random.Next(8) > 0 ? topics[random.Next(topics.Length)] : random.Next(Topics.Length), random)));
        }

        var wanted = Length().Match(request.Message) is { Success: true } length
            ? int.Parse(length.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : 5;
        var topic = random.Next(Topics.Length);
        return string.Join(
            ' ', Enumerable.Range(0, Math.Min(wanted, MostWords)).Select(_ => Word(random.Next(4) > 0 ? topic : random.Next(Topics.Length), random)));
    }

    private static string Word(int topic, SampleRandom random) => Topics[topic][random.Next(5)];

    [GeneratedRegex("Text: \"(.*)\"")]
    private static partial Regex Shown();

    [GeneratedRegex("about ([0-9]+) word")]
    private static partial Regex Length();
}
