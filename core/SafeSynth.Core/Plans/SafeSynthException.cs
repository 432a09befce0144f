namespace SafeSynth.Plans;

/// <summary>A fault the user can act on. <see cref="Code"/> is its SSnnnn diagnostic code; the message holds no private value.</summary>
public class SafeSynthException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
}
