using System.Globalization;
using System.Management.Automation;
using SafeSynth.Aggregates;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>The noise of Add-DpNoise.</summary>
public enum NoiseMechanism
{
    /// <summary>Keeps epsilon without delta; its sensitivity is the sum of all changes (L1).</summary>
    Laplace,

    /// <summary>Keeps epsilon and delta; its sensitivity is the root of the sum of squared changes (L2).</summary>
    Gaussian,
}

/// <summary>Adds Laplace or Gaussian noise to numbers that you computed yourself.</summary>
/// <remarks>
/// <para>All numbers of the pipeline are one vector: the sensitivity is how much one person can change all of them together, and the price
/// is for all of them together. You assert the sensitivity; nothing checks it, and the promise is worth no more than it. Where SafeSynth
/// can compute the figures itself, Measure-DpData proves it instead.</para>
/// <para>Numbers are first rounded toward zero to multiples of a step, so that the noise can be exact: rounding is taken into account. How
/// many numbers there are is not hidden.</para>
/// <para>Something in the pipeline that is no finite number stops the command and nothing comes out: what an empty average (NaN) gives away
/// cannot be hidden by noise. The message does not tell which one it is.</para>
/// </remarks>
/// <example>
/// <para>Two counts, of which one person can change both by one</para>
/// <code>412, 95 | Add-DpNoise -Epsilon 1 -Sensitivity 2</code>
/// </example>
/// <example>
/// <para>Gaussian noise on a vector that one person can move by at most 1 in Euclidean length</para>
/// <code>$gradient | Add-DpNoise -Mechanism Gaussian -Epsilon 1 -Delta 1e-6 -Sensitivity 1</code>
/// </example>
/// <example>
/// <para>How much noise would it be?</para>
/// <code>1..20 | Add-DpNoise -Epsilon 0.5 -Sensitivity 1 -WhatIf</code>
/// </example>
[Cmdlet(VerbsCommon.Add, "DpNoise", SupportsShouldProcess = true)]
[OutputType(typeof(double))]
public sealed class AddDpNoiseCommand : DpCmdlet
{
    private readonly List<double> _numbers = [];

    /// <summary>The numbers; all of them are one vector.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>
    /// The privacy loss: how much anyone's odds about a person may change, e^epsilon. Smaller is more private; 1 is a common start.
    /// </summary>
    [Parameter(Mandatory = true)]
    public double Epsilon { get; set; }

    /// <summary>The probability that the bound on the loss does not hold, for Gaussian noise; Laplace noise has none.</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    /// <summary>
    /// The most that one person can change the numbers: the sum of all changes for Laplace (L1), the root of the sum of their squares for
    /// Gaussian (L2). You assert it.
    /// </summary>
    [Parameter(Mandatory = true)]
    public double Sensitivity { get; set; }

    /// <summary>The noise: Laplace (the default) or Gaussian.</summary>
    [Parameter]
    public NoiseMechanism Mechanism { get; set; }

    /// <summary>
    /// What numbers are rounded to, toward zero. A coarse step costs noise: every number adds up to a step to the sensitivity. By default
    /// so fine that it does not matter.
    /// </summary>
    [Parameter]
    public decimal Step { get; set; }

    protected override void Process() =>
        _numbers.Add(TryRead(InputObject, out var number) ? number : throw AggregateFault.NoNumber());

    protected override void End()
    {
        if (_numbers.Count == 0) return;

        decimal? step = IsBound(nameof(Step)) ? Step : null;
        var vector = Mechanism == NoiseMechanism.Laplace
            ? VectorNoise.Laplace(Epsilon, Sensitivity, _numbers.Count, step)
            : VectorNoise.Gaussian(Epsilon, Delta, Sensitivity, _numbers.Count, step);
        var price = PriceInWords(vector);
        if (!ShouldProcess(price, $"This will {price}", "Spend privacy budget")) return;

        WriteVerbose($"{vector.Event.Mechanism}: {vector.Event.Parameters}, in steps of {vector.Step.ToString("G6", CultureInfo.InvariantCulture)}. The sensitivity is asserted by the caller.");
        WriteObject(vector.AddTo(_numbers, new SystemNoise()), enumerateCollection: true);
    }

    // The engine's own conversion would quote the value in its message.
    private static bool TryRead(object? item, out double number)
    {
        var value = item is PSObject wrapped ? wrapped.BaseObject : item;
        number = value switch
        {
            double or float or decimal or long or int or short or sbyte or ulong or uint or ushort or byte => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            System.Numerics.BigInteger big => (double)big,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => double.NaN,
        };
        return double.IsFinite(number);
    }

    private string PriceInWords(VectorNoise vector)
    {
        var delta = Mechanism == NoiseMechanism.Laplace ? "" : string.Create(CultureInfo.InvariantCulture, $" (delta {Delta:0.###e-00})");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"spend epsilon {Epsilon}{delta} on a vector of {_numbers.Count} numbers: {Mechanism} noise of standard deviation {vector.Deviation:G4} on each. "
            + $"That one person changes them by at most {Sensitivity} ({(Mechanism == NoiseMechanism.Laplace ? "L1" : "L2")}) is asserted by the caller.");
    }
}
