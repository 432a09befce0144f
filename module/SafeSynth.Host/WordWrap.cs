using System.Globalization;

namespace SafeSynth.Host;

/// <summary>Lets the engine break lines between words where no language is set.</summary>
/// <remarks>
/// The engine's tables and lists break lines between words only in languages that it knows to have blanks between them, and inside words
/// in all others. In the invariant culture, that of containers and build servers (<c>LANG=C</c>), it knows none, though all that is shown
/// is English. So the language is English there; numbers and dates stay as they are.
/// </remarks>
internal static class WordWrap
{
    private const string Language = "en-US";

    public static void Allow()
    {
        var invariant = CultureInfo.InvariantCulture;
        if (!CultureInfo.CurrentCulture.Equals(invariant))
            return;
        try
        {
            var english = new CultureInfo(Language) { NumberFormat = invariant.NumberFormat, DateTimeFormat = invariant.DateTimeFormat };
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (english, english);
        }
        catch (CultureNotFoundException)
        {
            // A runtime without languages knows the invariant culture only.
        }
    }
}
