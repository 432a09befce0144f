namespace SafeSynth.Plans;

/// <summary>SS2xxx: what was asked for would cost more, or other, than can be accounted for.</summary>
internal static class BudgetFault
{
    public static SafeSynthException UnknownEvent(string mechanism, string accountant = "zCDP") => new(
        "SS2002", $"The {accountant} accountant has no price for '{mechanism}' and will not guess one.");
}
