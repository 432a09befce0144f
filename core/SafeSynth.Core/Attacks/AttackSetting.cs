using SafeSynth.Learners;

namespace SafeSynth.Attacks;

/// <summary>What an attacker sees.</summary>
/// <param name="Targets">Whose membership is to be guessed.</param>
/// <param name="Synthetic">The released rows, in the same <see cref="FeatureSpace"/>; at least one.</param>
public sealed record AttackSetting(FeatureRows Targets, FeatureRows Synthetic)
{
    // Attacks ask for 20 rows at most; searches for fewer are part of that one.
    private const int SharedDepth = 20;

    private readonly Dictionary<(FeatureRows, FeatureRows), NearestRows> _found = [];

    /// <summary>Rows of the same population that are neither members nor targets; null where the attacker has none.</summary>
    public FeatureRows? Reference { get; init; }

    /// <summary>The seed of attacks that draw random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The released model; null where the attacker does not have it.</summary>
    internal ModelRows? Model { get; init; }

    /// <summary>Models that the generator made of the attacker's own rows; null where he does not have it.</summary>
    internal OwnFits? Fits { get; init; }

    /// <summary>What there is of <see cref="AttackNeeds"/>.</summary>
    public AttackNeeds Has =>
        (Reference is null ? AttackNeeds.None : AttackNeeds.Reference)
        | (Model is null ? AttackNeeds.None : AttackNeeds.Model)
        | (Fits is null ? AttackNeeds.None : AttackNeeds.Generator);

    /// <summary>The reference, for attacks that need one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal FeatureRows KnownRows => Reference ?? throw new InvalidOperationException("The attack needs a reference.");

    /// <summary>The released model, for attacks that need one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal ModelRows KnownModel => Model ?? throw new InvalidOperationException("The attack needs the model.");

    /// <summary>Fits of the generator, for attacks that need some.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    internal OwnFits KnownFits => Fits ?? throw new InvalidOperationException("The attack needs the generator.");

    /// <summary>
    /// The rows nearest to each target, searched for once and then shared by all attacks; safe to call from several threads.
    /// </summary>
    /// <param name="rows">Where to look: the synthetic rows or the reference.</param>
    /// <param name="count">How many rows are needed for each target; there may be more, or fewer where there are not so many rows.</param>
    /// <param name="cancel">Stops the search.</param>
    public NearestRows Nearest(FeatureRows rows, int count, CancellationToken cancel)
    {
        // Who comes second waits for the first one's search: both want the same.
        lock (_found)
        {
            if (!_found.TryGetValue((Targets, rows), out var nearest) || nearest.Depth < Math.Min(count, rows.Count))
                _found[(Targets, rows)] = nearest = NearestRows.Find(Targets, rows, Math.Max(count, SharedDepth), cancel);
            return nearest;
        }
    }

    /// <summary>For each target, how probable a learner that was shown reference and synthetic rows takes it to be synthetic.</summary>
    internal double[] ProbabilityOfSynthetic(ILearner learner, CancellationToken cancel)
    {
        int[] isSynthetic = [.. new int[KnownRows.Count], .. Enumerable.Repeat(1, Synthetic.Count)];
        var model = learner.Classify(KnownRows.Concat(Synthetic), isSynthetic, 2, Seed, cancel);
        return Array.ConvertAll(model.Probabilities(Targets, cancel), probabilities => probabilities[1]);
    }
}
