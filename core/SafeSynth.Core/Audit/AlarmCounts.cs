namespace SafeSynth.Audit;

/// <summary>How often a test that says "in" of some canaries was right, and how often it was not.</summary>
/// <param name="In">Canaries that were in the data.</param>
/// <param name="Out">Canaries that were not.</param>
/// <param name="InAlarmed">Of those in the data, how many the test says it of.</param>
/// <param name="OutAlarmed">Of the others, how many it says it of.</param>
public readonly record struct AlarmCounts(int In, int Out, int InAlarmed, int OutAlarmed)
{
    /// <summary>The number of canaries.</summary>
    public int Canaries => In + Out;

    /// <summary>What a test that is never wrong would count.</summary>
    public AlarmCounts Perfect => this with { InAlarmed = In, OutAlarmed = 0 };

    /// <summary>At most the rate of false alarms, but with chance <paramref name="error"/>.</summary>
    internal double MostAlarms(double error) => BinomialBounds.High(OutAlarmed, Out, error);

    /// <summary>At least the rate of true alarms, but with chance <paramref name="error"/>.</summary>
    internal double LeastFinds(double error) => BinomialBounds.Low(InAlarmed, In, error);
}
