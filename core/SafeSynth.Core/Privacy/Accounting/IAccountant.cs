using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>Knows what events cost together. One implementation for each way in which losses are known to add up.</summary>
public interface IAccountant
{
    string Name { get; }

    /// <summary>Whether this accountant has a price for an event, with its parameters.</summary>
    bool Supports(PrivacyEvent spent);

    /// <summary>The curve that a schedule keeps as a whole.</summary>
    /// <exception cref="SafeSynthException">SS2002: an event of the schedule has no price here.</exception>
    PrivacyCurve Compose(FixedSchedule schedule);
}

/// <summary>An accountant that also holds where every event is chosen in view of the answers before it.</summary>
/// <remarks>
/// These are the accountants whose losses add up in one number, for which filters are proved:
/// pure DP (Rogers, Roth, Ullman, Vadhan 2016), Renyi DP at one order (Feldman, Zrnic 2021), zCDP (Whitehouse,
/// Ramdas, Rogers, Wu 2023, theorem 1) and Gaussian DP (Smith, Thakurta 2022; Koskela, Tobaben, Honkela 2023).
/// For privacy loss distributions there is none: <see cref="PldAccountant"/> is an <see cref="IAccountant"/> only.
/// </remarks>
public interface IAdaptiveAccountant : IAccountant
{
    /// <summary>A filter that accepts events as long as all of them together keep (epsilon, delta).</summary>
    /// <param name="epsilon">Above 0.</param>
    /// <param name="delta">0 or more, below 1.</param>
    /// <param name="ownDelta">The part of delta, from 0 to below it, set apart for mechanisms that have a delta of their own.</param>
    PrivacyFilter Filter(double epsilon, double delta, double ownDelta = 0);
}
