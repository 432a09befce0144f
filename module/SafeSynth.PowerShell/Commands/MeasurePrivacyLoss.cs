using System.Management.Automation;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>Says what some releases cost together, in every measure that follows, and what an attacker can at most make of it.</summary>
/// <remarks>
/// A calculator: no data, nothing is spent. Releases are composed by the best rule that holds for all that is known of them, and every
/// figure is rounded up. Conversions are made only where they hold: rho, mu and Renyi divergences give epsilon at any delta above 0, pure
/// epsilon gives rho and mu, mu gives rho; what does not follow is left empty, and the note says why. An attacker who raises false alarms
/// for 1 % of the others finds at most the share FoundAt1Percent of the members, whatever else is known to them.
/// </remarks>
/// <example>
/// <para>What does epsilon 1 mean?</para>
/// <code>Measure-PrivacyLoss -Epsilon 1 -Delta 1e-6</code>
/// </example>
/// <example>
/// <para>A release every month for a year</para>
/// <code>Measure-PrivacyLoss -Epsilon 0.5 -Delta 1e-7 -Times 12 -TargetDelta 1e-5</code>
/// </example>
/// <example>
/// <para>Different releases of the same data, and what they mean for a household of four</para>
/// <code>Measure-PrivacyLoss -Epsilon 1, 0.5, 2 -GroupSize 4</code>
/// </example>
/// <example>
/// <para>From zero-concentrated and Gaussian differential privacy</para>
/// <code>Measure-PrivacyLoss -Rho 0.05 -Delta 1e-6
/// Measure-PrivacyLoss -Mu 0.5 -Delta 1e-6</code>
/// </example>
/// <example>
/// <para>A model that was trained by DP-SGD</para>
/// <code>Measure-PrivacyLoss -NoiseMultiplier 1.1 -SampleRate 0.01 -Steps 10000 -Delta 1e-6</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "PrivacyLoss", DefaultParameterSetName = EpsilonSet)]
[OutputType(typeof(PrivacyLoss))]
public sealed class MeasurePrivacyLossCommand : DpCmdlet
{
    private const string EpsilonSet = "Epsilon", RhoSet = "Rho", MuSet = "Mu", RenyiSet = "Renyi", SampledSet = "Sampled";

    /// <summary>The privacy loss of one release, or of each of several; above 0.</summary>
    [Parameter(ParameterSetName = EpsilonSet, Mandatory = true, Position = 0)]
    public double[] Epsilon { get; set; } = [];

    /// <summary>The zero-concentrated privacy loss of a release; above 0.</summary>
    [Parameter(ParameterSetName = RhoSet, Mandatory = true)]
    public double Rho { get; set; }

    /// <summary>The mu of Gaussian differential privacy of a release, such as sensitivity / sigma of Gaussian noise; above 0.</summary>
    [Parameter(ParameterSetName = MuSet, Mandatory = true)]
    public double Mu { get; set; }

    /// <summary>The order, above 1, at which the Renyi divergence of a release is known.</summary>
    [Parameter(ParameterSetName = RenyiSet, Mandatory = true)]
    public double Order { get; set; }

    /// <summary>The Renyi divergence of a release at that order; above 0.</summary>
    [Parameter(ParameterSetName = RenyiSet, Mandatory = true)]
    public double Divergence { get; set; }

    /// <summary>The standard deviation of Gaussian noise divided by the largest norm of one person's contribution; above 0.</summary>
    [Parameter(ParameterSetName = SampledSet, Mandatory = true)]
    public double NoiseMultiplier { get; set; }

    /// <summary>The probability with which a person takes part in a step, independently and in secret; above 0 and at most 1.</summary>
    [Parameter(ParameterSetName = SampledSet)]
    public double SampleRate { get; set; } = 1;

    /// <summary>The number of steps.</summary>
    [Parameter(ParameterSetName = SampledSet)]
    public long Steps { get; set; } = 1;

    /// <summary>
    /// With -Epsilon, the delta of each release, 0 when left out: one for all, or one for each. Otherwise the delta at which epsilon is
    /// told, 1e-6 when left out.
    /// </summary>
    [Parameter]
    public double[] Delta { get; set; } = [];

    /// <summary>
    /// The delta at which the epsilon of all releases together is told. When left out: the sum of their own and 1e-6; of one release, its
    /// own.
    /// </summary>
    [Parameter(ParameterSetName = EpsilonSet)]
    public double TargetDelta { get; set; }

    /// <summary>How often the release, or all of them, is made.</summary>
    [Parameter(ParameterSetName = EpsilonSet)]
    [Parameter(ParameterSetName = RhoSet)]
    [Parameter(ParameterSetName = MuSet)]
    [Parameter(ParameterSetName = RenyiSet)]
    public long Times { get; set; } = 1;

    /// <summary>The number of people of a group, such as a household, whose loss as a whole is told, too.</summary>
    [Parameter]
    public int GroupSize { get; set; } = 1;

    protected override void End() => WriteObject(ParameterSetName switch
    {
        RhoSet => PrivacyLoss.OfZcdp(Rho, Times, OneDelta, GroupSize),
        MuSet => PrivacyLoss.OfGdp(Mu, Times, OneDelta, GroupSize),
        RenyiSet => PrivacyLoss.OfRenyi(Order, Divergence, Times, OneDelta, GroupSize),
        SampledSet => PrivacyLoss.OfSampledGaussian(NoiseMultiplier, SampleRate, Steps, OneDelta, GroupSize),
        _ => PrivacyLoss.OfGuarantees(Epsilon, Delta.Length == 0 ? [0] : Delta, Times, IsBound(nameof(TargetDelta)) ? TargetDelta : null, GroupSize),
    });

    private double OneDelta => Delta.Length switch
    {
        0 => Guarantee.DefaultDelta,
        1 => Delta[0],
        var deltas => throw LossFault.NotAsMany(1, deltas),
    };
}
