using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Plans;

/// <summary>What is foretold of a release is what then happens, and follows from public facts.</summary>
public sealed class ReleasePriceTests
{
    private static readonly Schema Declared = new(
    [
        new Field("sex") { Enum = ["F", "M"], Required = true },
        new Field("city") { Enum = ["A", "B", "C", "D"], Required = true },
        new Field("age") { Type = FieldType.Integer, Minimum = "0", Maximum = "99" },
    ]);

    private static readonly string[] Columns = ["sex", "city", "age"];

    // OneShot gives every marginal noise of its own, by sizes and a choice that are not known before.
    public static TheoryData<string> Generators => [.. GeneratorCatalog.All.Select(generator => generator.Info.Name).Where(name => name != "OneShot")];

    [Theory]
    [MemberData(nameof(Generators))]
    public void The_noise_that_is_foretold_is_the_noise_of_the_fit(string generator)
    {
        foreach (var (unit, neighbors) in new[] { (PrivacyUnit.Row, Neighbors.AddRemove), (PrivacyUnit.Row, Neighbors.ReplaceOne), (PrivacyUnit.Key("who", 3), Neighbors.AddRemove) })
        {
            var plan = Plan(2) with { Generator = generator, Guarantee = new Guarantee(2, 1e-6, unit, neighbors), Schema = Declared with { Fields = [.. Declared.Fields, new Field("who") { Role = FieldRole.Drop }] } };
            var rows = Rows.Of(["sex,city,age,who", .. Enumerable.Range(0, 200).Select(i => $"{"FM"[i % 2]},{"ABCD"[i % 4]},{i % 90},{i / 2}")]);

            var model = Synthesis.Fit(plan, rows, new InsecureNoise(1));

            var price = ReleasePrice.Of(plan, "test", ["sex", "city", "age", "who"], isText: true);
            Assert.Equal(0, price.LearningShare);
            var foretold = price.Parts.Select(part => part.Sigma).OfType<double>().ToList();
            var used = model.Report.Events.Select(SigmaSquaredOf).OfType<Rational>().Select(squared => Math.Sqrt(squared.ToDoubleUp())).ToList();
            Assert.Equal(used.Count, foretold.Count);
            Assert.All(used.Zip(foretold), pair => Assert.Equal(pair.First, pair.Second, pair.First * 1e-6));
        }
    }

    [Fact]
    public void The_expected_error_of_a_marginal_grows_with_its_cells_and_falls_with_the_rows()
    {
        var few = Price(Plan(1) with { Size = 10_000 });
        var many = Price(Plan(1) with { Size = 100_000 });

        var (oneWay, twoWay) = (Part(few, 1), Part(few, 2));
        Assert.Equal([101, 4, 2], oneWay.Marginals.Select(marginal => marginal.Cells!.Value));
        Assert.Equal(["city x age", "sex x age", "sex x city"], twoWay.Marginals.Select(marginal => marginal.Name));
        Assert.Equal(2.0 * ExpectedError.OfCount(oneWay.Sigma!.Value) / (2 * 10_000), oneWay.Marginals[^1].Error!.Value, 1e-12);
        Assert.Equal(oneWay.Marginals.Average(marginal => marginal.Error!.Value), oneWay.Error!.Value, 1e-12);
        Assert.Equal("age", oneWay.Worst!.Name);
        Assert.Equal(oneWay.Error.Value / 10, Part(many, 1).Error!.Value, 1e-12);
    }

    [Fact]
    public void Without_a_size_errors_are_told_in_rows()
    {
        var price = Price(Plan(1));

        Assert.All(price.Parts, part => Assert.Null(part.Error));
        Assert.Empty(price.Warnings);
        Assert.Matches(@"^Expected error: one-way counts off by [\d.]+ rows, two-way counts off by [\d.]+ rows; groups of fewer than \d+ rows drown in noise\.$", price.InWords()[1]);
    }

    [Fact]
    public void A_part_that_measures_most_pairs_is_as_good_as_its_cells_allow()
    {
        string[] names = ["a", "b"];
        var wide = new Schema([.. names.Select(name => new Field(name) { Enum = [.. Enumerable.Range(0, 2000).Select(i => $"v{i}")] })]);

        var price = ReleasePrice.Of(Plan(1) with { Schema = wide, Size = 1000 }, "test", names, isText: true);

        // Mst never measures a table of four million cells.
        Assert.Empty(Part(price, 2).Marginals);
        Assert.Null(Part(price, 2).Error);
    }

    [Theory]
    [InlineData(999_999, false)]
    [InlineData(1_000_000, true)]
    public void A_delta_that_is_not_below_one_in_the_rows_is_warned_of(long size, bool isWarned) =>
        Assert.Equal(isWarned, Price(Plan(1) with { Size = size }).Warnings.Any(warning => warning.Code == "SS0165"));

    [Fact]
    public void The_delta_that_is_advised_is_not_warned_of()
    {
        foreach (var size in new[] { 1L, 7, 10, 999, 1_000_000, 123_456_789 })
        {
            var advised = PlanWarning.DeltaTooLarge(0.5, size).Message.Split("Choose ")[1].Split(' ')[0];
            var delta = double.Parse(advised, System.Globalization.CultureInfo.InvariantCulture);

            Assert.InRange(delta, 1e-300, Math.Min(1e-6, 0.1 / size));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.2)]
    public void Too_little_data_are_warned_of_with_what_would_be_enough(double epsilon)
    {
        var plan = Plan(epsilon);
        var enough = Price(plan).RowsNeeded!.Value;

        Assert.Empty(Price(plan with { Size = enough }).Warnings);
        var warning = Assert.Single(Price(plan with { Size = enough * 9 / 10 }).Warnings);
        Assert.Equal("SS0166", warning.Code);
        var needed = double.Parse(warning.Message.Split("Epsilon ")[^1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(needed, epsilon, 1.3 * epsilon);
        Assert.Empty(Price(Plan(needed) with { Size = enough * 9 / 10 }).Warnings);
        Assert.Contains($"{enough:N0} rows would do", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_say_what_learning_takes_of_what_is_not_declared()
    {
        Assert.EndsWith("Everything is declared: nothing has to be learned about types, bounds and categories.", Price(Plan(1)).InWords()[0], StringComparison.Ordinal);
        Assert.EndsWith("Nothing is declared: learning types, bounds and categories takes up to 20 % of it.", Price(Plan(1) with { Schema = Schema.Empty }).InWords()[0], StringComparison.Ordinal);
        var some = Plan(1) with { Schema = new Schema([.. Declared.Fields.Take(2), new Field("age") { Type = FieldType.Integer }]) };
        Assert.EndsWith("Learning what 1 of 3 columns leave open (types, bounds, categories, bins) takes up to 14 % of it.", Price(some).InWords()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_nothing_but_identifiers_has_a_price_and_no_expected_error()
    {
        var price = ReleasePrice.Of(Plan(1) with { Schema = Schema.Empty, Size = 10 }, "test", ["email", "phone"], isText: true);

        Assert.Equal("the number of rows", price.Parts[^1].Purpose);
        Assert.Equal(price.Resources!.ToString(), Assert.Single(price.InWords().Skip(1)));
        Assert.Null(price.RowsNeeded);
    }

    private static DpPlan Plan(double epsilon) => new(new Guarantee(epsilon)) { Schema = Declared, Generator = "Mst" };

    private static ReleasePrice Price(DpPlan plan) => ReleasePrice.Of(plan, "test", Columns, isText: true);

    private static PricedPart Part(ReleasePrice price, int ways) => price.Parts.Single(part => part.Measured?.Ways == ways);

    private static Rational? SigmaSquaredOf(PrivacyEvent look) => look switch
    {
        DiscreteGaussianEvent e => e.SigmaSquared,
        RoundedGaussianEvent e => e.SigmaSquared,
        _ => null,
    };
}
