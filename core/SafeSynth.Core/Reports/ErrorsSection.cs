using SafeSynth.Confidence;

namespace SafeSynth.Reports;

/// <summary>The part of the report that says how far the model may be off, relation by relation.</summary>
internal static class ErrorsSection
{
    private const int MostRows = 60;

    public static Html Of(ErrorBars? errors) => errors is null ? Html.Nothing : $"""
        <section aria-labelledby="errors">
        <h2 id="errors">How far the model may be off</h2>
        <p>All of this follows from noisy answers and the known noise on them: it is part of the release and cost nothing more. An error is the
        share of the rows that would have to change for the counts to be the private ones. A bound holds with 95 %, over the noise of that
        one answer: of many bounds some fail. It covers noise and what the model gets wrong, but no relation between values that were counted
        together. Of relations that are not listed nothing was asked.</p>
        {Table("Columns that were measured", [.. errors.OneWay.OrderByDescending(marginal => marginal.ErrorBound ?? 1).Select(Measured)])}
        {Table("Relations that were measured", [.. errors.Relations.OrderByDescending(marginal => marginal.ErrorBound ?? 1).Select(Measured)])}
        {JudgedTable([.. errors.Judged.OrderByDescending(marginal => marginal.ErrorBound)])}
        </section>
        """;

    private static Html Table(string name, List<Html> rows) => rows.Count == 0 ? Html.Nothing : $"""
        <h3>{name}</h3>
        <div class="scroll" role="region" aria-label="{name}" tabindex="0">
        <table>
        <thead><tr><th scope="col">Counts of</th><th scope="col" class="number">Cells</th><th scope="col" class="number">A count is within</th>
        <th scope="col" class="number">All are within</th><th scope="col" class="number">Expected noise</th><th scope="col">Error of the model, at most</th></tr></thead>
        <tbody>
        {rows.Take(MostRows)}
        </tbody>
        </table>
        </div>
        {Rest(rows.Count)}
        """;

    private static Html Measured(MeasuredMarginal marginal) => $"""
        <tr><th scope="row">{Html.Name(marginal.Name)}</th><td class="number">{Figures.Whole(marginal.Cells)}</td>
        <td class="number">±{Figures.Whole(marginal.HalfWidth)}</td><td class="number">±{Figures.Whole(marginal.SimultaneousHalfWidth)}</td>
        <td class="number">{Figures.RoughPercent(marginal.ExpectedError)}</td>{Bound(marginal.ErrorBound)}</tr>

        """;

    private static Html JudgedTable(List<JudgedMarginal> judged) => judged.Count == 0 ? Html.Nothing : $"""
        <h3>Relations that were looked at and not measured</h3>
        <div class="scroll narrow" role="region" aria-label="Relations that were looked at and not measured" tabindex="0">
        <table>
        <thead><tr><th scope="col">Relation</th><th scope="col">Error of the model, at most</th></tr></thead>
        <tbody>
        {judged.Take(MostRows).Select(marginal => Judged(marginal))}
        </tbody>
        </table>
        </div>
        {Rest(judged.Count)}
        """;

    private static Html Judged(JudgedMarginal marginal) => $"""
        <tr><th scope="row">{Html.Name(marginal.Name)}</th>{Bound(marginal.ErrorBound)}</tr>

        """;

    private static Html Bound(double? bound) => bound is { } share ? Bound(share) : NotComputed;

    private static Html Bound(double share) => $"""<td class="share">{HtmlPage.Measure(Figures.PercentUp(share), share)}</td>""";

    private static Html NotComputed => $"<td>not computed</td>";

    private static Html Rest(int rows) => rows <= MostRows ? Html.Nothing : $"""<p class="note">The {MostRows} with the largest bounds of {rows}; the model file has all.</p>""";
}
