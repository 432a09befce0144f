using SafeSynth.Gates;
using SafeSynth.Noise;

namespace SafeSynth.Reports;

/// <summary>
/// The part of a report that says in words what is promised, what an attacker can at most achieve, and what is left open.
/// </summary>
internal static class PromiseSection
{
    private static readonly double[] FalseAlarms = [0.01, 0.05];

    public static Html Of(RunReport report) => HtmlPage.Section("promise", TitleOf(report), BodyOf(report));

    public static string TitleOf(RunReport report) => report.Noise.IsVoid() ? "Guarantee void" : "What is promised";

    public static Html BodyOf(RunReport report) => report.Noise.IsVoid() ? Void(report.Noise) : Body(report, Claim.Of(report.Cap));

    private static Html Void(NoiseKind noise) => $"""
        <p class="promise">{GuaranteeInWords.NoiseOf(noise)}</p>
        """;

    private static Html Body(RunReport report, Claim claim) => $"""
        <p>{GuaranteeInWords.Person(report.Guarantee)}</p>
        <p class="promise">{GuaranteeInWords.Promise(report.Guarantee)}</p>
        <h3>What an attacker can at most achieve</h3>
        <p>{GuaranteeInWords.Attack(report.Guarantee)} Whatever the method, the computing power and the knowledge of all other rows, nobody does
        better than this:</p>
        <div class="pair">
        <div class="scroll" role="region" aria-label="What an attacker can at most achieve" tabindex="0">
        <table>
        <thead><tr><th scope="col">False alarms</th><th scope="col">Found by guessing</th>
        <th scope="col">Found by any attack, at most</th></tr></thead>
        <tbody>
        {FalseAlarms.Select(rate => AttackRow(claim, rate))}
        </tbody>
        </table>
        </div>
        <figure>
        {Html.Escaped(RocChart.Of("The best attack that the claim allows", null, null, claim))}
        <figcaption>Read it as: of so many false alarms, at most so many of the people in the data can be found. An attack that only guesses finds as many as it raises false alarms.</figcaption>
        </figure>
        </div>
        <p class="note">A false alarm is a wrong “yes”, as a share of all cases in which “no” is right; a find is a right “yes”, as a share of
        all in which “yes” is. The bound follows from the limit on what was spent (Dong, Roth and Su 2022). {GuaranteeInWords.NoiseOf(report.Noise)}</p>
        <h3>What is not protected</h3>
        <ul>
        {GuaranteeInWords.NotProtected(report.Guarantee).Select(Matter)}
        </ul>
        """;

    private static Html AttackRow(Claim claim, double falseAlarms)
    {
        var found = claim.TruePositiveCeiling(falseAlarms);
        return $"""
            <tr><td>{Figures.Percent(falseAlarms)}</td><td class="share">{HtmlPage.Measure(Figures.Percent(falseAlarms), falseAlarms)}</td>
            <td class="share">{HtmlPage.Measure(Figures.PercentUp(found), found)}</td></tr>

            """;
    }

    private static Html Matter((string Name, string Reason) open) => $"<li><strong>{open.Name}</strong> {open.Reason}</li>\n";
}
