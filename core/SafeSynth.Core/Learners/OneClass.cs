using SafeSynth.Attacks;

namespace SafeSynth.Learners;

/// <summary>What rows of one class teach: to answer that class, always.</summary>
public sealed class OneClass(int @class, int count) : IClassifier
{
    public double[][] Probabilities(FeatureRows rows, CancellationToken cancel)
    {
        var always = new double[count];
        always[@class] = 1;
        return [.. Enumerable.Repeat(always, rows.Count)];
    }
}
