namespace SafeSynth.Privacy;

/// <summary>The theory in which the costs of a release add up to its guarantee, however its questions were chosen.</summary>
public enum Composition
{
    /// <summary>Zero-concentrated DP, for every mechanism (Bun and Steinke 2016).</summary>
    Zcdp,

    /// <summary>
    /// Gaussian DP (Dong, Roth, Su 2022), for releases that add exactly Gaussian noise and nothing else: the same noise, a smaller epsilon.
    /// </summary>
    Gdp,

    /// <summary>
    /// Pure DP, in which epsilons add up (Dwork, McSherry, Nissim, Smith 2006), for releases of a few looks with Laplace noise: the least
    /// noise for those. No account adds up so.
    /// </summary>
    Pure,
}
