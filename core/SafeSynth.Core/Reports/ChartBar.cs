namespace SafeSynth.Reports;

/// <summary>From where to where a share of all rows may be; from 0 to 1.</summary>
public readonly record struct ShareRange(double Low, double High);

/// <summary>A bar of a chart.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Share">Its share of all rows, from 0 to 1.</param>
/// <param name="Range">Where the true share may be, if that is known.</param>
/// <param name="Real">Its share of the private rows, in a chart for their owner.</param>
public readonly record struct ChartBar(string Label, double Share, ShareRange? Range = null, double? Real = null)
{
    public static implicit operator ChartBar((string Label, double Share) bar) => new(bar.Label, bar.Share);
}
