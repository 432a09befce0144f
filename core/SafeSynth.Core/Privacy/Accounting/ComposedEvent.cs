using static System.FormattableString;

namespace SafeSynth.Privacy;

/// <summary>The same mechanism, used <paramref name="Times"/> times with fresh noise.</summary>
/// <param name="Part">What was used.</param>
/// <param name="Times">1 or more.</param>
public sealed record ComposedEvent(PrivacyEvent Part, long Times) : PrivacyEvent
{
    public long Times { get; } = Times > 0
        ? Times
        : throw new ArgumentOutOfRangeException(nameof(Times), Times, "A mechanism is used once or more.");

    public override string Mechanism => Part.Mechanism;

    public override string Parameters => Invariant($"{Times} times: {Part.Parameters}");
}
