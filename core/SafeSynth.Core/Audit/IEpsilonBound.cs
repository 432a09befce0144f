namespace SafeSynth.Audit;

/// <summary>A way to tell from a test's alarms how large epsilon must be.</summary>
public interface IEpsilonBound
{
    EpsilonBoundInfo Info { get; }

    /// <summary>The largest epsilon that the alarms refute; 0 where they refute none.</summary>
    /// <param name="counts">The alarms of one test, which was fixed without a look at these canaries' coins.</param>
    /// <param name="delta">The claim's delta, from 0 to 1; above 0 where losses are taken for Gaussian, which have no epsilon without a
    /// delta.</param>
    /// <param name="error">The chance that the bound is above the epsilon of what was audited.</param>
    double AtLeast(AlarmCounts counts, double delta, double error);
}

/// <summary>What a catalogue says of a bound.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Assumes">What it takes for granted of the release, in a word or two; empty where the bound holds for all.</param>
/// <param name="NeedsSeparateRuns">Whether canaries must be independent: a release for each. The others hold for all canaries of one
/// release, too.</param>
/// <param name="Source">The paper it follows.</param>
public sealed record EpsilonBoundInfo(string Name, string Summary, string Assumes, bool NeedsSeparateRuns, string Source);

/// <summary>A lower bound, and the most that it could have been.</summary>
/// <param name="Name">Of the <see cref="IEpsilonBound"/>.</param>
/// <param name="Epsilon">Refuted; 0 where nothing is.</param>
/// <param name="Cap">What an attack that is never wrong would have got with as many canaries.</param>
public sealed record EpsilonBound(string Name, double Epsilon, double Cap)
{
    /// <summary>
    /// What has to be true of the release for it to be a bound, in a sentence; empty where nothing is left open. Without it the figure is
    /// an estimate.
    /// </summary>
    public string Assumes { get; init; } = "";

    /// <summary>The bound of some scores, by a test chosen at no cost to its confidence.</summary>
    public static EpsilonBound Of(IEpsilonBound bound, CanaryScores scores, ThresholdChoice thresholds, double delta, double error)
    {
        double AtLeast(AlarmCounts counts, double allowed) => bound.AtLeast(counts, delta, allowed);

        return new EpsilonBound(bound.Info.Name, thresholds.AtLeast(scores, AtLeast, error), thresholds.Cap(scores, AtLeast, error));
    }
}
