using SafeSynth.Privacy;

namespace SafeSynth.Reports;

/// <summary>The part of the report that lists what every look at the private data cost.</summary>
internal static class PriceSection
{
    private const int LongestQuestion = 240;

    public const string Title = "What it cost";

    public static Html Of(RunReport report) => HtmlPage.Section("price", Title, BodyOf(report));

    public static Html BodyOf(RunReport report)
    {
        var (spent, limit) = (report.Spent, report.Cap.Cost);
        return $"""
            <p>The private rows answered {Figures.Count(report.Events.Count, "question")}, each of them with noise and at a price, rho. The
            prices add up, even where one question was chosen by the answers to others. A question that goes beyond the limit is refused
            before any noise is drawn.</p>
            <div class="scroll" role="region" aria-label="The price of every look at the data" tabindex="0">
            <table>
            <thead><tr><th scope="col" class="number">No.</th><th scope="col">Mechanism</th><th scope="col" class="number">Rho</th>
            <th scope="col" class="number">Delta</th><th scope="col">Share of rho</th></tr></thead>
            <tbody>
            {report.Events.Select((look, index) => Row(index + 1, look, limit))}
            </tbody>
            <tfoot>
            {Sum("Total", spent, limit)}
            {Sum("Limit", limit, limit)}
            </tfoot>
            </table>
            </div>
            <p class="note">{Theorem(report.Cap)}</p>
            <p class="note">{report.Generator.Name}: {report.Generator.Summary} {report.Generator.Accountant} Source: {report.Generator.Source}.</p>
            """;
    }

    private static Html Theorem(ReleaseCap cap) => cap.Epsilon switch
    {
        { } epsilon => $"""
            How this comes to the guarantee: the epsilons of all questions add up to at most {Figures.Short(epsilon)} (Rogers, Roth, Ullman and Vadhan
            2016), and the mechanisms' own deltas to at most {Figures.Short(cap.Cost.Delta)}. Rho is what that comes to in zero-concentrated differential
            privacy, epsilon<sup>2</sup>/2 at most (Bun and Steinke 2016, proposition 1.4): an account is charged in rho.
            """,
        _ => $"""
            {Conversion(cap.Composition)} The limit {Figures.Short(cap.Cost.Rho)} is the largest rho for which that, with
            epsilon {Figures.Exact(cap.Guarantee.Epsilon)}, is no more than {Figures.Short(cap.Guarantee.Delta - cap.Cost.Delta)}; with the
            {Figures.Short(cap.Cost.Delta)} set apart for the mechanisms' own it makes the delta of {Figures.Exact(cap.Guarantee.Delta)}.
            """,
    };

    private static Html Conversion(Composition composition) => composition switch
    {
        Composition.Gdp => $"""
            How this comes to the guarantee: all noise is exactly Gaussian, so with mu<sup>2</sup> = 2 rho the release is mu-GDP and keeps (epsilon, delta)
            for every delta of at least Phi(mu/2 − epsilon/mu) − e<sup>epsilon</sup> Phi(−mu/2 − epsilon/mu) (Balle and Wang 2018, theorem 8;
            Dong, Roth and Su 2022, corollary 2.13).
            """,
        _ => $"""
            How this comes to the guarantee: a total rho in zero-concentrated differential privacy implies (epsilon, delta) for
            every delta of at least the minimum, over all orders a &gt; 1, of exp((a − 1)(a rho − epsilon)) / (a − 1) · (1 − 1/a)<sup>a</sup>
            (Canonne, Kamath and Steinke 2020, proposition 12).
            """,
    };

    private static Html Row(int number, PrivacyEvent look, ZcdpCost limit)
    {
        var price = ZcdpAccountant.Price(look);
        return $"""
            <tr><td class="number">{number}</td><td class="look"><span>{look.Mechanism}</span><small>{look.Parameters}</small><small>{Shortened(look.Question)}</small></td>
            {Cost(price, limit)}</tr>

            """;
    }

    private static string Shortened(string question) => question.Length <= LongestQuestion ? question : question[..LongestQuestion] + "…";

    private static Html Sum(string name, ZcdpCost sum, ZcdpCost limit) => $"""
        <tr><td></td><th scope="row">{name}</th>{Cost(sum, limit)}</tr>
        """;

    private static Html Cost(ZcdpCost cost, ZcdpCost limit)
    {
        var share = cost.Rho / limit.Rho;
        return $"""
            <td class="number">{Figures.Short(cost.Rho)}</td><td class="number">{Figures.Short(cost.Delta)}</td>
            <td class="share">{HtmlPage.Measure(Figures.Percent(share), share)}</td>
            """;
    }
}
