using static System.FormattableString;
using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Privacy;

/// <summary>SS0162 to SS0164: a privacy loss that cannot be measured as asked.</summary>
public static class LossFault
{
    public static SafeSynthException OutOfRange(string name, double value, string range) => new(
        "SS0162", Invariant($"{name} is {value}, but must be {range}."));

    public static SafeSynthException NoEpsilon(string measure, double delta, string leastDelta) => new(
        "SS0163", Invariant($"No epsilon follows from {measure} at delta {Figures.Up(delta)}. Ask at a delta {leastDelta}."));

    public static SafeSynthException NotAsMany(int epsilons, int deltas) => new(
        "SS0164", $"{epsilons} epsilons and {deltas} deltas were given. Give one delta for all, or one for each epsilon.");

    public static SafeSynthException TooManySums(long most) => new(
        "SS0164", Invariant($"These releases have more than {most:N0} different sums of losses, too many to compose exactly. Round their epsilons to fewer different ones, or measure fewer."));
}
