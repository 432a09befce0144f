using System.Management.Automation;
using SafeSynth.Aggregates;
using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>
/// Tells counts, sums, averages, quantiles and histograms of private rows, with noise that proves the privacy of each person.
/// </summary>
/// <remarks>
/// <para>The private Measure-Object. All that one call tells is one release, within epsilon and delta; every further call spends anew, and
/// what they spend adds up. The budget is split evenly among what is asked: naming groups, and for each property its count, its sum (also
/// for average and standard deviation), its squares (for the standard deviation), every quantile and the histogram. So ask for what you
/// need. -WhatIf tells the shares and the errors to expect, and looks at no row.</para>
/// <para>Noise is Laplace where few things are asked, and Gaussian where many are: whatever leaves the smaller error. What is charged to a
/// ledger has Gaussian noise.</para>
/// <para>Every figure comes with its error: with 95 % confidence, noise moved the figure by no more than that. Quantiles, -Minimum and
/// -Maximum have a rank error instead: by how many rows the value can be off in the sorted list.</para>
/// <para>-Minimum and -Maximum are the 1 % and 99 % quantiles within the bounds: the extremes themselves are single people, and cannot be
/// told.</para>
/// <para>Values are clipped to the bounds and rounded to a grid, one by one. A cell that is missing or is no number adds nothing to
/// anything: no message tells of it. Groups that are not declared in a schema are named only where enough people are in them; the others
/// are left out.</para>
/// </remarks>
/// <example>
/// <para>Count rows</para>
/// <code>Measure-DpData ./visits.csv -Epsilon 0.5</code>
/// </example>
/// <example>
/// <para>An average and two quantiles of every ward</para>
/// <code>Import-Csv ./visits.csv | Measure-DpData -Property duration -Average -Quantile .5, .95 -GroupBy ward -LowerBound 0 -UpperBound 600 -Epsilon 0.5 -Delta 1e-6</code>
/// </example>
/// <example>
/// <para>See what it would cost and how far off it would be; nothing is read but the header</para>
/// <code>Measure-DpData ./visits.csv -Property duration -Sum -Average -StandardDeviation -LowerBound 0 -UpperBound 600 -Epsilon 0.5 -WhatIf</code>
/// </example>
/// <example>
/// <para>Charge the answer to the account of the data, and be able to repeat it for free</para>
/// <code>Measure-DpData ./visits.csv -GroupBy ward -Epsilon 0.5 -Ledger ./visits.ledger.jsonl -KeyFile ./visits.key -DataVersion 2026-11</code>
/// </example>
/// <example>
/// <para>A histogram, with bounds from a schema, where each patient may have up to 8 visits</para>
/// <code>(Measure-DpData ./visits.csv -Property duration -Histogram 20 -Schema ./visits.schema.json -PrivacyUnit patient -MaxRowsPerUnit 8 -Epsilon 1).Histogram</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "DpData", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(NoisyFigures), typeof(GroupFigures))]
public sealed class MeasureDpDataCommand : PrivateRowsCommand
{
    private AggregateRequest? _request;

    /// <summary>The columns to measure. Without one, rows are counted.</summary>
    [Parameter(Position = 1)]
    public string[] Property { get; set; } = [];

    /// <summary>
    /// Tells how many rows have a value. This is always told, since every other figure needs it; the switch says that it is all you want.
    /// </summary>
    [Parameter]
    public SwitchParameter Count { get; set; }

    /// <summary>Tells the sum of the values.</summary>
    [Parameter]
    public SwitchParameter Sum { get; set; }

    /// <summary>Tells the mean of the values. It is measured as a distance from the middle of the bounds, which halves the noise.</summary>
    [Parameter]
    [Alias("Mean")]
    public SwitchParameter Average { get; set; }

    /// <summary>Tells the standard deviation of the values, as of a sample.</summary>
    [Parameter]
    public SwitchParameter StandardDeviation { get; set; }

    /// <summary>Tells the 1 % quantile: the smallest value belongs to one person and cannot be told.</summary>
    [Parameter]
    public SwitchParameter Minimum { get; set; }

    /// <summary>Tells the 99 % quantile: the greatest value belongs to one person and cannot be told.</summary>
    [Parameter]
    public SwitchParameter Maximum { get; set; }

    /// <summary>Tells quantiles: shares from 0.001 to 0.999, such as 0.5 for the median. Each takes a share of the budget.</summary>
    [Parameter]
    public double[] Quantile { get; set; } = [];

    /// <summary>Tells how many values are in each of so many bins of equal width between the bounds.</summary>
    [Parameter]
    public int Histogram { get; set; }

    /// <summary>
    /// The column by whose values rows are grouped: one object is emitted for each group. Groups that a schema lists are all named, for
    /// free.
    /// </summary>
    [Parameter]
    public string? GroupBy { get; set; }

    /// <summary>
    /// The least value that counts, one for all properties or one for each; what is below counts as it. It is public: choose it without
    /// looking.
    /// </summary>
    [Parameter]
    public string[] LowerBound { get; set; } = [];

    /// <summary>
    /// The greatest value that counts, one for all properties or one for each; what is above counts as it. It is public: choose it without
    /// looking.
    /// </summary>
    [Parameter]
    public string[] UpperBound { get; set; } = [];

    /// <summary>
    /// What values are rounded to. By default 1 for columns declared as integers, a day, a second, or a power of ten that makes a million
    /// steps or more.
    /// </summary>
    [Parameter]
    public decimal Step { get; set; }

    private protected override Schema Declared => Asked.Schema;

    private AggregateRequest Asked => _request ??= BindRequest();

    private protected override Offer Price(IRowSource source, IReadOnlyList<string> columns)
    {
        var price = AggregatePrice.Of(Asked, source.Name, columns, isCharged: Ledger is not null);
        return new Offer(price.Terms, Account: null, price.InWords(), Warnings: []);
    }

    private protected override void Ask(IRowSource source, INoiseProvider noise, Ledger? ledger)
    {
        var measurements = RunWithProgress($"Measuring {source.Name}", pump => Aggregation.Measure(Asked, source, noise, pump, StopToken, ledger));
        WriteObject(measurements, enumerateCollection: true);
    }

    private AggregateRequest BindRequest() => new(GuaranteeAbove(planned: null))
    {
        Schema = SchemaAbove(SafeSynth.Data.Schema.Empty),
        Columns = Property,
        LowerBounds = LowerBound,
        UpperBounds = UpperBound,
        Step = IsBound(nameof(Step)) ? Step : null,
        Figures = (Sum ? Figures.Sum : 0) | (Average ? Figures.Average : 0) | (StandardDeviation ? Figures.StandardDeviation : 0)
            | (Minimum ? Figures.Minimum : 0) | (Maximum ? Figures.Maximum : 0),
        Quantiles = Quantile,
        Bins = IsBound(nameof(Histogram)) ? Histogram : null,
        GroupBy = GroupBy,
    };
}
