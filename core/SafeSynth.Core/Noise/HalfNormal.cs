namespace SafeSynth.Noise;

/// <summary>
/// The absolute value of a standard normal variable, exactly: k + x with an integer k and a real x in [0, 1) of lazy digits.
/// </summary>
/// <remarks>
/// Karney 2016, "Sampling exactly from the normal distribution", algorithm N. The heads of coins of probability exp(-1/2) before the first
/// tail make Pr[k] proportional to exp(-k / 2); a coin of probability exp(-k (k - 1) / 2) keeps k, so that Pr[k] is proportional to
/// exp(-k^2 / 2). Then x is uniform, and k + 1 coins of probability exp(-x (2 k + x) / (2 k + 2)) keep the pair if all show heads. Since
///   exp(-k^2 / 2) exp(-x (2 k + x) / (2 k + 2))^(k + 1) = exp(-(k + x)^2 / 2),
/// what is kept has the density of |N(0, 1)| at k + x. Only uniform reals are compared: nothing is rounded.
/// <para><b>The coin</b> (after von Neumann 1951). Go down from x by uniform reals x > z1 > z2 > ..., and at each step toss a coin of
/// probability c = (2 k + x) / (2 k + 2); stop at the first z that is not lower or the first tail, after n steps. Of n uniform reals, the
/// chance to lie in descending order below x is x^n / n!, so Pr[n steps or more] = (c x)^n / n!, and
///   Pr[n even] = 1 - c x + (c x)^2 / 2! - ... = exp(-c x).</para>
/// <para><b>The coin c</b>: of 2 k + 2 equal chances 2 k are heads, one is tails, and one is heads if another uniform real is below
/// x.</para>
/// <para><b>Termination.</b> A round keeps its k with probability .69 and then its x with probability .71, whatever happened before; it
/// consists of coins, each of which ends with probability 1.</para>
/// </remarks>
internal static class HalfNormal
{
    /// <summary>Draws k (returned) and x, of which further digits may be asked for.</summary>
    public static ulong Draw(NoiseReader reader, out LazyUniform x)
    {
        while (true)
        {
            // Far below 2^32, for which as many coins in a row would have to show heads: k (k - 1) does not overflow.
            ulong k = 0;
            while (Bernoulli.TossExp(1UL, 2UL, reader))
                k++;
            if (k > 1 && !Bernoulli.TossExp(k * (k - 1), 2UL, reader))
                continue;

            x = new LazyUniform(reader);
            var heads = 0UL;
            while (heads <= k && TossExp(k, ref x, ref x, reader))
                heads++;
            if (heads > k)
                return k;
        }
    }

    /// <summary>Whether the way down from <paramref name="above"/> ends after an even number of steps.</summary>
    private static bool TossExp(ulong k, ref LazyUniform x, ref LazyUniform above, NoiseReader reader)
    {
        var z = new LazyUniform(reader);
        return !(z.IsBelow(ref above, reader) && TossShare(k, ref x, reader) && TossExp(k, ref x, ref z, reader));
    }

    /// <summary>True with probability (2 k + x) / (2 k + 2).</summary>
    private static bool TossShare(ulong k, ref LazyUniform x, NoiseReader reader)
    {
        var chance = Uniform.Below(2 * k + 2, reader);
        return chance < 2 * k || (chance == 2 * k && new LazyUniform(reader).IsBelow(ref x, reader));
    }
}
