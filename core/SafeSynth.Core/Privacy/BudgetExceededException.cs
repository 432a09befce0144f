using static System.FormattableString;
using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>SS2001: a measurement was refused, before any noise was drawn, because the budget does not cover it.</summary>
public sealed class BudgetExceededException(PrivacyEvent refused, string budget) : SafeSynthException(
    "SS2001",
    Invariant($"The budget ({budget}) does not cover a {refused.Mechanism} with {refused.Parameters}. ") +
    "Nothing was drawn. Ask for a larger epsilon or for fewer measurements.");
