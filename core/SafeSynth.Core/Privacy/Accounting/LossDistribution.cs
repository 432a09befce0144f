namespace SafeSynth.Privacy;

/// <summary>A distribution of privacy losses: masses at whole multiples of a step, and one at infinity.</summary>
/// <param name="Step">The distance between neighbouring losses.</param>
/// <param name="First">The multiple of the step at which <paramref name="Masses"/> begin.</param>
/// <param name="Masses">Neither the first nor the last is zero.</param>
/// <param name="Infinite">The mass of outcomes that only one of the neighbours can have, or that are treated so.</param>
internal sealed record LossDistribution(double Step, long First, double[] Masses, double Infinite)
{
    public double LossAt(int index) => (First + index) * Step;

    /// <summary>ln E exp(<paramref name="tilt"/> loss) and the mean loss under the tilted masses; infinity left out.</summary>
    public (double LogMoment, double Mean) Tilted(double tilt)
    {
        // No weight overflows, and the end to which it is relative has a mass of its own, so not all underflow.
        var end = LossAt(tilt > 0 ? Masses.Length - 1 : 0);
        double sum = 0, weighted = 0;
        for (var i = 0; i < Masses.Length; i++)
        {
            var loss = LossAt(i);
            var mass = Masses[i] * Math.Exp(tilt * (loss - end));
            sum += mass;
            weighted += mass * loss;
        }

        return (Math.Log(sum) + tilt * end, weighted / sum);
    }

    /// <summary>About the same distribution on at most <paramref name="cells"/> steps: to choose parameters by, not to account
    /// with.</summary>
    public LossDistribution Coarse(int cells)
    {
        var size = (Masses.Length + cells - 1) / cells;
        if (size == 1)
            return this;
        var groups = new double[(Masses.Length + size - 1) / size];
        for (var i = 0; i < Masses.Length; i++)
            groups[i / size] += Masses[i];
        return new(Step * size, First / size, groups, Infinite);
    }
}
