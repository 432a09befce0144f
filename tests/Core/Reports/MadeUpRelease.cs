using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Reports;

/// <summary>A release with columns of every type, some with names that mean harm, and rows to go with it.</summary>
internal static class MadeUpRelease
{
    public const string HostileName = "</style><script>alert('x')</script> & \"co\"";
    public const string HostileValue = "<img src=x onerror='alert(1)'> \u202etxt.exe\u0001";

    public static readonly TableLayout Layout = new(
    [
        new RegeneratedColumn("full_name", IdentifierKind.FullName, CellForm.Text, 0, "names people or single records"),
        Grid("age", FieldType.Integer, CellForm.Integer, nullable: false, 17, 74),
        Categories("sex", FieldType.String, ["female", "male", "diverse"]),
        Categories("town", FieldType.String, [.. Enumerable.Range(1, 100).Select(i => $"Town {i:D2}")], hasOther: true),
        Grid("children", FieldType.Integer, CellForm.Integer, nullable: true, 0, 8),
        Cells("income", FieldType.Number, CellForm.Decimal2, nullable: true, 0, 30_000_000, decimals: 2, cells: 600),
        Cells("height", FieldType.Number, CellForm.Decimal1, nullable: false, 1400, 700, decimals: 1, cells: 70),
        Cells("born", FieldType.Date, CellForm.Date, nullable: false, new DateOnly(1932, 3, 1).DayNumber, 27_000, decimals: 0, cells: 100),
        Cells("last_seen", FieldType.DateTime, CellForm.SecondT, nullable: true, Seconds(new DateTime(2024, 1, 1)), 366 * 86_400, 0, cells: 120),
        Categories("smoker", FieldType.Boolean, ["false", "true"]),
        Categories(HostileName, FieldType.String, ["fine", HostileValue, ""]),
        new RegeneratedColumn("e-mail", IdentifierKind.Email, CellForm.Text, 0.125, "names people or single records"),
        new DroppedColumn("remarks"),
        Cells("account", FieldType.Integer, CellForm.Integer, nullable: false, long.MaxValue - 100_000, 90_000, decimals: 0, cells: 10),
        Grid("constant", FieldType.Integer, CellForm.Integer, nullable: false, 42, 1),
    ]);

    public static readonly IReadOnlyList<PrivacyEvent> Events =
    [
        new DiscreteGaussianEvent(new Rational(12_000, 1), 13),
        new PartitionSelectionEvent(new Rational(2_000, 1), 2, 311, 1e-7),
        new DiscreteGaussianEvent(new Rational(3_000, 1), 7),
        .. Enumerable.Range(0, 11).Select(_ => new ExponentialEvent(new Rational(7, 100))),
        new DiscreteLaplaceEvent(new Rational(40, 1), 1),
        new DiscreteGaussianEvent(new Rational(900, 1), 11),
    ];

    public static RunReport Report(Guarantee? guarantee = null, TableLayout? layout = null) => new(
        "people <2024>", ReleaseCap.Of(guarantee ?? new Guarantee(1), 0.1), new Mst().Info, Events,
        [
            "the data set's name 'people <2024>'", "the names, order and number of the 15 columns",
            "age: type integer", "age: minimum 17", "age: maximum 90", "smoker: type boolean", $"{HostileName}: its 3 values",
        ],
        layout ?? Layout);

    /// <summary>Rows of the layout: two batches, so that counts have to add up.</summary>
    public static TableDistribution Rows(int rows = 10_000, TableLayout? layout = null)
    {
        layout ??= Layout;
        var (random, seen) = (new Random(7), new TableDistribution(layout));
        for (var left = rows; left > 0; left -= rows / 2)
        {
            var batch = Math.Min(left, rows / 2);
            var kept = layout.Columns.Where(column => column is not DroppedColumn);
            seen.Observe(new Table(batch, [.. kept.Select(column => Column(column, batch, random))]));
        }

        return seen;
    }

    /// <summary>The HTML of a report.</summary>
    public static string Html(RunReport report, TableDistribution rows)
    {
        using var writer = new StringWriter();
        HtmlReport.Write(report, rows, writer);
        return writer.ToString();
    }

    public static ModelledColumn Grid(string name, FieldType type, CellForm form, bool nullable, long origin, int count) =>
        new(name, new GridDomain(type, form, nullable, origin, count, 0), Binning.Identity(count), FaultPolicy.Clamp);

    public static ModelledColumn Cells(
        string name, FieldType type, CellForm form, bool nullable, long origin, int count, int decimals, int cells)
    {
        long[] starts = [.. Enumerable.Range(0, cells + 1).Select(cell => (long)count * cell / cells)];
        var bins = new Binning(starts, new double[cells], [.. Enumerable.Range(0, cells).Select(cell => cell * 32 / cells)]);
        return new ModelledColumn(name, new GridDomain(type, form, nullable, origin, count, decimals), bins, FaultPolicy.Clamp);
    }

    public static ModelledColumn Categories(string name, FieldType type, string[] values, bool hasOther = false)
    {
        var form = FormTypes.DefaultOf(type);
        var domain = new CategoryDomain(type, values, form, nullable: name == "sex", hasOther);
        return new ModelledColumn(name, domain, Binning.Identity(domain.Count), FaultPolicy.Clamp);
    }

    private static long Seconds(DateTime time) => time.Ticks / TimeSpan.TicksPerSecond;

    private static TableColumn Column(ColumnLayout layout, int rows, Random random)
    {
        if (layout is not ModelledColumn { Domain: var domain })
            return new FakeColumn(layout.Name, [.. Enumerable.Range(0, rows).Select(row => (object?)$"fake {row}")]);
        return new CodedColumn(layout.Name, domain, [.. Enumerable.Range(0, rows).Select(_ => Code(layout.Name, domain, random))]);
    }

    // A shape for each kind of column: bells for bodies, long tails for incomes and towns.
    private static long Code(string name, Domain domain, Random random)
    {
        if (domain.Nullable && random.NextDouble() < 0.08)
            return domain.MissingCode;
        var bell = (random.NextDouble() + random.NextDouble() + random.NextDouble()) / 3;
        var place = name switch
        {
            "age" or "born" or "last_seen" => bell + ((random.NextDouble() - bell) / 2),
            "height" => bell,
            "income" => 0.012 * Math.Exp(2.2 * ((2 * bell) - 1)) / (0.2 + random.NextDouble()),
            _ => Math.Pow(random.NextDouble(), 2.5),
        };
        return Math.Clamp((long)(place * domain.Count), 0, domain.Count - 1);
    }
}
