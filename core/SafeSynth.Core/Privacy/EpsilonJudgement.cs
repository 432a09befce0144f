using SafeSynth.Reports;

namespace SafeSynth.Privacy;

/// <summary>What is commonly thought of an epsilon: a judgement, for which there is no theorem.</summary>
/// <remarks>
/// The lines at 1 and 10 are those of Ponomareva et al. 2023, "How to DP-fy ML"; what to weigh is in NIST SP 800-226 (2025).
/// </remarks>
public static class EpsilonJudgement
{
    /// <summary>One sentence about an epsilon, which says of itself that it is a judgement.</summary>
    public static string Of(double epsilon) => epsilon switch
    {
        <= 1 => $"Epsilon {Figures.Up(epsilon)} is commonly called strong (1 or less).",
        <= 10 => $"Epsilon {Figures.Up(epsilon)} is commonly called reasonable (1 to 10), not strong.",
        _ => $"Epsilon {Figures.Up(epsilon)} promises little by itself (above 10).",
    } + " That is a judgement, not a theorem: weigh how sensitive the data are, who gets the release and what else was released.";
}
