using System.Globalization;
using SafeSynth.Marginals;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>Texts that are made up.</summary>
internal static class Corpora
{
    public static readonly string[] Columns = ["who", "body", "queue", "note"];

    private static readonly string[][] Topics =
    [
        ["printer", "paper", "toner", "jam", "technician"], ["password", "account", "login", "locked", "reset"], ["order", "monitor", "keyboard", "delivery", "invoice"],
    ];

    private static readonly string[] Queues = ["hardware", "accounts", "orders"];

    /// <summary>Tickets of three queues, of which every person wrote two.</summary>
    public static Rows Tickets(int count, int seed)
    {
        var random = new SampleRandom((ulong)seed);
        return new Rows("tickets", Columns, [.. Enumerable.Range(0, count).Select(i =>
        {
            var queue = random.Next(3);
            var words = Enumerable.Range(0, 3 + random.Next(8)).Select(_ => random.Next(3) == 0 ? "the" : Topics[queue][random.Next(5)]);
            return new object?[]
            {
                (i / 2).ToString(CultureInfo.InvariantCulture), $"{string.Join(' ', words)}, please help! Ticket {random.Next(10_000)}", Queues[queue], "note",
            };
        })]);
    }

    /// <summary>What no one would call texts.</summary>
    public static Rows Rubbish(int count) => new("tickets", Columns, Enumerable.Range(0, count).Select(i => (i % 5) switch
    {
        0 => [],
        1 => ["x", "", "", ""],
        2 => new object?[] { "", new string('z', 5000), new string('q', 300), "\0" },
        3 => ["7", "\ud800 \udfff \0 \u202e", "hardware", ""],
        _ => new object?[] { "8", string.Concat(Enumerable.Repeat("spam ", 3000)), "orders", "x" },
    }));

    public static TextPlan Plan(double epsilon, PrivacyUnit? unit = null, Neighbors neighbors = Neighbors.AddRemove) =>
        new(new Guarantee(epsilon, 1e-6, unit, neighbors), "body") { LabelColumn = "queue" };
}
