using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Generators.Constraints;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Generators;

/// <summary>Models that no data were needed for.</summary>
internal static class FittedModels
{
    /// <summary>A model with every kind of column, domain and event, and with combinations that cannot occur and rules.</summary>
    public static FittedModel OfEveryKind()
    {
        var age = new GridDomain(FieldType.Integer, CellForm.Integer, nullable: true, origin: 18, count: 83, decimals: 0);
        var wage = new GridDomain(FieldType.Number, CellForm.Decimal2, nullable: false, origin: -500, count: 4, decimals: 2);
        var day = new GridDomain(FieldType.Date, CellForm.NativeDate, nullable: false, origin: 738_000, count: 3, decimals: 0);
        var city = new CategoryDomain(FieldType.String, ["Foxley", "Größenwahn \"\n"], CellForm.Text, nullable: true, hasOther: true);
        var smoker = new CategoryDomain(FieldType.Boolean, ["false", "true"], CellForm.BooleanLower, nullable: false, hasOther: false)
        {
            Words = new BooleanWords(["J", "1"], ["N"]),
        };
        double[] roundness = [.. Enumerable.Range(0, Grain.Of(FieldType.Integer).Classes.Count).Select(one => one / 3.0)];
        var ages = new Binning([0, 10, 50, 83], [12.25, 1.0 / 3, 0], [0, 1, 1], new Texture(Grain.Of(FieldType.Integer), origin: 18, roundness));
        ColumnLayout[] columns =
        [
            new RegeneratedColumn("e-mail", IdentifierKind.Email, CellForm.Text, MissingShare: 0.125, "names people"),
            new ModelledColumn("age", age, ages, FaultPolicy.Clamp) { Fallback = 3 },
            new DroppedColumn("secret"),
            new ModelledColumn("city", city, Binning.Identity(3), FaultPolicy.Missing),
            new ModelledColumn("smoker", smoker, Binning.Identity(2), FaultPolicy.Drop),
            new ModelledColumn("wage", wage, Binning.Identity(4), FaultPolicy.Clamp),
            new ModelledColumn("day", day, Binning.Identity(3), FaultPolicy.Clamp),
        ];
        var layout = new TableLayout(columns);
        var merged = new Binning([0, 1, 2, 3], [1, 0.5, 0.25], [0, 1, 1]);
        ModelledColumn[] seen = [layout.Modelled[0], layout.Modelled[1] with { Bins = merged }, .. layout.Modelled.Skip(2)];
        var report = new RunReport(
            "people",
            ReleaseCap.Of(new Guarantee(1.25, 1e-7, PrivacyUnit.Key("e-mail", 8), Neighbors.ReplaceOne), thresholdShare: 0.2),
            GeneratorCatalog.Default.Info,
            [
                new DiscreteGaussianEvent(new Rational(355_000, 113), 10) { Question = "counts of city" },
                new DiscreteLaplaceEvent(new Rational(100, 3), 2),
                new ExponentialEvent(Rational.RoundUp(0.1, 1074)),
                new PartitionSelectionEvent(70_000, 128, 1600, 1e-8) { L0 = 2, LInf = 3 },
                new RoundedGaussianEvent(new Rational(22_000, 7), 3),
                new TruncatedGeometricEvent(new Rational(1, 100), 2500, 2),
                new PermuteAndFlipEvent(new Rational(1, 70)),
                new NoisyMaxEvent(new Rational(400, 3), 2),
                new AboveThresholdEvent(new Rational(1300, 5), new Rational(1300, 4), 3),
            ],
            ["the data set's name 'people'"],
            layout)
        {
            Noise = NoiseKind.Keyed,
            DataVersion = "2026-11",
            Account = new AccountEntry("people", "aa", new LedgerHead(2, new string('b', 64)), 1),
        };
        return new FittedModel(report, new MarginalModel(seen, Graph(seen), rules: Rules(seen)));
    }

    // One of each kind: no citizen of Foxley on the second day, no wage above the age, and smokers in the second city alone.
    private static RowRule[] Rules(ModelledColumn[] columns) =>
    [
        ImpossibleRule.Of([4, 1], [new CodeSet([(1, 2)]), new CodeSet([(0, 1)])]),
        new OrderedRule(3, 0, columns[3].Domain, columns[0].Domain),
        new DependencyRule(1, 2, (columns[1].Domain.MissingCode, columns[2].Domain.MissingCode), [0, 1, 2], [0, 1, 0]),
    ];

    /// <summary>A model of a table all of whose columns are made up.</summary>
    public static FittedModel OfRowsOnly() => new(
        new RunReport(
            "log", ReleaseCap.Of(new Guarantee(1), 0), GeneratorCatalog.Default.Info, [], [],
            new TableLayout([new RegeneratedColumn("id", IdentifierKind.Sequence, CellForm.NativeInt32, MissingShare: 0, "")])),
        MarginalModel.OfRowCount(12.75));

    /// <summary>Columns of a size, each related to each, whose tables inference would have to join.</summary>
    public static FittedModel OfEveryPair(int columns, int size)
    {
        var domain = new GridDomain(FieldType.Integer, CellForm.Integer, nullable: false, origin: 0, size, decimals: 0);
        var numbers = Enumerable.Range(0, columns).ToList();
        var layout = new TableLayout([.. numbers.Select(i => new ModelledColumn($"c{i}", domain, Binning.Identity(size), FaultPolicy.Clamp))]);
        var report = new RunReport("pairs", ReleaseCap.Of(new Guarantee(1), 0), GeneratorCatalog.Default.Info, [], [], layout);
        var pairs = numbers.SelectMany(b => numbers.Take(b).Select(a => new Potential([a, b], new double[size * size])));
        var graph = new GraphicalModel([.. numbers.Select(_ => size)], total: 1, [.. pairs]);
        return new FittedModel(report, new MarginalModel(layout.Modelled, graph));
    }

    private static GraphicalModel Graph(ModelledColumn[] columns)
    {
        int[] shape = [.. columns.Select(column => column.Size)];
        var random = new SampleRandom(5);
        double[] Noisy(int cells) => [.. Enumerable.Range(0, cells).Select(_ => 1000 * random.NextDouble())];
        Measurement[] measured =
        [
            new([0], Noisy(shape[0]), 3),
            new([0, 1], Noisy(shape[0] * shape[1]), 2),
            new([1, 2], Noisy(shape[1] * shape[2]), 2),
        ];
        var fit = MarginalEstimator.Fit(shape, measured, total: 3711.1, new StoppingRule(MaxIterations: 20));
        var impossible = new double[shape[2] * shape[3]];
        impossible[3] = impossible[5] = double.NegativeInfinity;
        return new GraphicalModel(shape, fit.Model.Total, [.. fit.Model.Potentials, new Potential([2, 3], impossible)]);
    }
}
