using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>The part of the report that says what became of every column.</summary>
internal static class ColumnsSection
{
    public static Html Of(TableLayout layout) => $"""
        <section aria-labelledby="columns">
        <h2 id="columns">What became of every column</h2>
        <p>Of {Figures.Count(layout.Columns.Count, "column")}, {layout.Modelled.Count} {Verb(layout.Modelled.Count)} modelled.
        What is said here of a modelled column was declared public or learned within the budget.</p>
        <div class="scroll" role="region" aria-label="What became of every column" tabindex="0">
        <table>
        <thead><tr><th scope="col">Column</th><th scope="col">Became</th><th scope="col">Type</th><th scope="col">Values</th>
        <th scope="col" class="number">Bins</th></tr></thead>
        <tbody>
        {layout.Columns.Select(Row)}
        </tbody>
        </table>
        </div>
        </section>
        """;

    /// <summary>A type's name as Table Schema spells it.</summary>
    public static string TypeOf(Domain domain) => DeclaredDomain.NameOf(domain.Type);

    private static Html Row(ColumnLayout column) => column switch
    {
        ModelledColumn modelled => Modelled(modelled),
        RegeneratedColumn regenerated => Regenerated(regenerated),
        TextColumn text => Texts(text),
        _ => Dropped(column),
    };

    private static Html Modelled(ModelledColumn column) => $"""
        <tr><th scope="row">{Html.Name(column.Name)}</th><td>modelled</td><td>{TypeOf(column.Domain)}</td>
        <td>{Html.Name(column.Domain.Summary)}{OrMissing(column.Domain)}</td><td class="number">{Figures.Whole(column.Bins.BinCount)}</td></tr>

        """;

    private static Html Regenerated(RegeneratedColumn column) => $"""
        <tr><th scope="row">{Html.Name(column.Name)}</th><td>made up<small>{column.Reason}</small></td><td>{InWords(column.Kind)}</td>
        <td>fakes{MissingOf(column)}</td><td></td></tr>

        """;

    private static Html Texts(TextColumn column) => $"""
        <tr><th scope="row">{Html.Name(column.Name)}</th><td>written anew{(column.WrittenFor is { } label ? Small($"for each value of {label}") : Html.Nothing)}</td><td>text</td><td>of the model's words</td><td></td></tr>

        """;

    private static Html Dropped(ColumnLayout column) => $"""
        <tr><th scope="row">{Html.Name(column.Name)}</th><td>left out</td><td></td><td></td><td></td></tr>

        """;

    private static Html OrMissing(Domain domain) => domain.Nullable ? Small("or missing") : Html.Nothing;

    private static Html MissingOf(RegeneratedColumn column) =>
        column.MissingShare > 0 ? Small($"{Figures.Percent(column.MissingShare)} missing") : Html.Nothing;

    private static Html Small(string text) => $"<small>{text}</small>";

    private static string Verb(int count) => count == 1 ? "is" : "are";

    private static string InWords(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Sequence => "running number",
        IdentifierKind.Email => "e-mail address",
        IdentifierKind.FullName => "full name",
        IdentifierKind.FirstName => "first name",
        IdentifierKind.LastName => "last name",
        IdentifierKind.Phone => "telephone number",
        IdentifierKind.Uri => "web address",
        IdentifierKind.Uuid => "UUID",
        IdentifierKind.UserName => "user name",
        IdentifierKind.IpAddress => "IP address",
        IdentifierKind.CreditCard => "card number",
        IdentifierKind.PostalCode => "postal code",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
