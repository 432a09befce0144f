using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>A way to guess who was among the private rows, given what was released.</summary>
public interface IAttack
{
    AttackInfo Info { get; }

    /// <summary>One score for each target: the higher, the more the attack takes it for a member.</summary>
    /// <remarks>
    /// Targets carry no labels and their order tells nothing. A score may depend on the other targets only through what is symmetric in
    /// them, and on random numbers only through the setting's seed: permutation tests over the scores are then exact.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The attack was cancelled.</exception>
    double[] Score(AttackSetting setting, CancellationToken cancel);
}

/// <summary>What a catalogue says of an attack.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Summary">What gives members away to it, in one line.</param>
/// <param name="Needs">What the attacker must have beside the synthetic rows.</param>
/// <param name="Source">The paper it follows.</param>
public sealed record AttackInfo(string Name, string Summary, AttackNeeds Needs, string Source)
{
    /// <summary>
    /// Whether a learner draws random numbers, so that the scores depend on the seed. Such attacks run when they are asked for.
    /// </summary>
    public bool DependsOnSeed { get; init; }

    /// <summary>Every attack of any kind, by name.</summary>
    public static IReadOnlyList<AttackInfo> All =>
        [
            .. AttackCatalog.All.Select(attack => attack.Info).Concat(ShadowAttackCatalog.All.Select(attack => attack.Info))
                .Concat(TextAttackCatalog.All.Select(attack => attack.Info)).OrderBy(info => info.Name, StringComparer.Ordinal),
        ];

    /// <exception cref="SafeSynthException">SS3001: there is no such attack.</exception>
    public static AttackInfo Find(string name) =>
        All.FirstOrDefault(info => info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw GateFault.UnknownAttack(name, All.Select(info => info.Name));
}

/// <summary>What an attacker has beside the synthetic rows.</summary>
[Flags]
public enum AttackNeeds
{
    None = 0,

    /// <summary>Rows of the same population that are neither members nor targets.</summary>
    Reference = 1,

    /// <summary>The generator, to be run on rows of the attacker's own.</summary>
    Generator = 2,

    /// <summary>The fitted model.</summary>
    Model = 4,

    /// <summary>One record at a time, to make releases with it and without it (<see cref="IShadowAttack"/>).</summary>
    Record = 8,

    /// <summary>A column of texts (<see cref="ITextAttack"/>).</summary>
    Text = 16,
}
