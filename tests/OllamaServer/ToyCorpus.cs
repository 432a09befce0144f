namespace SafeSynth.Tests.Ollama;

/// <summary>Made-up short texts of four topics, for models to learn.</summary>
public static class ToyCorpus
{
    private static readonly string[] Openings = ["today", "last week", "this morning", "once again", "after all"];
    private static readonly string[] Endings = ["as everybody had hoped", "which nobody had seen before", "and it was late", "in spite of the rain", "for the second time"];

    private static readonly Dictionary<string, (string[] Nouns, string[] Verbs)> Words = new()
    {
        ["harbour"] = (["ferry", "captain", "lighthouse", "anchor", "pier", "trawler", "sailor", "tide", "harbour"], ["moored", "drifted", "unloaded", "sailed", "signalled"]),
        ["kitchen"] = (["oven", "recipe", "saucepan", "onion", "baker", "dough", "kettle", "spice", "kitchen"], ["simmered", "baked", "peeled", "stirred", "seasoned"]),
        ["railway"] = (["train", "platform", "conductor", "signal", "carriage", "tunnel", "ticket", "locomotive", "railway"], ["departed", "halted", "whistled", "shunted", "arrived"]),
        ["garden"] = (["rose", "hedge", "gardener", "spade", "tulip", "orchard", "greenhouse", "beetle", "garden"], ["bloomed", "pruned", "watered", "planted", "withered"]),
    };

    public static IReadOnlyList<string> Topics { get; } = [.. Words.Keys];

    /// <summary>The words that tell a topic from the others.</summary>
    public static IReadOnlyList<string> WordsOf(string topic) => [.. Words[topic].Nouns, .. Words[topic].Verbs];

    /// <summary>Texts of a topic; the same for the same seed.</summary>
    public static IReadOnlyList<string> Texts(string topic, int count, int seed)
    {
        var random = new Random(seed);
        var (nouns, verbs) = Words[topic];
        string Of(string[] words) => words[random.Next(words.Length)];
        return [.. Enumerable.Range(0, count).Select(_ => $"{Of(Openings)} the {Of(nouns)} {Of(verbs)} near the {Of(nouns)} {Of(Endings)}.")];
    }

    /// <summary>Texts of all topics in turn.</summary>
    public static IReadOnlyList<string> Mixed(int eachTopic = 100, int seed = 1) => [.. Topics.SelectMany((topic, i) => Texts(topic, eachTopic, seed + i))];
}
