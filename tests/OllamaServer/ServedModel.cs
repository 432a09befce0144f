namespace SafeSynth.Tests.Ollama;

/// <summary>A model that the server has, or can download.</summary>
/// <param name="Name">Its name; without a tag, it is that of the tag "latest", as with Ollama.</param>
/// <param name="Writer">What writes its answers; null for a model that embeds only.</param>
public sealed record ServedModel(string Name, IToyWriter? Writer = null)
{
    /// <summary>What the model can do, as the server tells; null for a server that does not tell.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; } = Writer is null ? ["embedding"] : ["completion"];

    /// <summary>The host that requests would be passed on to.</summary>
    public string? RemoteHost { get; init; }

    /// <summary>What its embeddings are; hashed words when left out.</summary>
    public Func<string, float[]> Embedding { get; init; } = HashedEmbedding.Of;

    /// <summary>How its responses go wrong.</summary>
    public Mishap Mishap { get; init; } = Mishap.None;

    /// <summary>Whether it must be downloaded first.</summary>
    public bool IsInstalled { get; init; } = true;

    internal string FullName => Name.Contains(':', StringComparison.Ordinal) ? Name : $"{Name}:latest";
}

/// <summary>How a response ends.</summary>
public enum Ending
{
    /// <summary>As it should.</summary>
    Whole,

    /// <summary>With an error in a line of its own, after HTTP 200.</summary>
    Error,

    /// <summary>In the middle of a line: the connection is closed.</summary>
    Cut,

    /// <summary>Without the line that says that it is done.</summary>
    NotDone,

    /// <summary>Never: nothing comes any more.</summary>
    Stall,

    /// <summary>With a line that is no JSON.</summary>
    NoJson,
}

/// <summary>How responses go wrong.</summary>
/// <param name="Ending">How they end.</param>
/// <param name="After">After how many pieces.</param>
public sealed record Mishap(Ending Ending, int After = 0)
{
    public static Mishap None { get; } = new(Ending.Whole);

    /// <summary>The status of a response that is refused as a whole; 200 for none.</summary>
    public int Status { get; init; } = 200;

    /// <summary>What the server says of an error.</summary>
    public string Message { get; init; } = "an error was encountered while running the model";

    /// <summary>How long each piece takes.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>How many requests go wrong before the rest go well; null for all.</summary>
    public int? Times { get; init; }
}
