using SafeSynth.Data;
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

    // Those that give all marginals of one part the same noise.
    public static TheoryData<string> Generators => ["Mst", "Independent"];

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

    /// <remarks>
    /// Fixed seeds. The mean of 20 fits of 64 + 3 x 128 + ... counts; its standard error is below 1 % of it, so 5 % are more than five of
    /// them.
    /// </remarks>
    [Fact]
    public void Where_all_pairs_are_measured_the_noise_and_the_error_that_are_foretold_of_each_are_those_of_the_fit()
    {
        string[] names = ["a", "b", "c", "d"];
        int[] sizes = [2, 4, 8, 16];
        const int Count = 20_000;
        int CodeOf(int row, int column) => row % 16 * sizes[column] / 16;
        var schema = new Schema(
            [.. names.Zip(sizes, (name, size) => new Field(name) { Enum = [.. Enumerable.Range(0, size).Select(code => $"v{code:D2}")], Required = true })]);
        var rows = Rows.Of([string.Join(',', names), .. Enumerable.Range(0, Count).Select(row => string.Join(',', names.Select((_, column) => $"v{CodeOf(row, column):D2}")))]);
        var plan = new DpPlan(new Guarantee(1)) { Schema = schema, Generator = "OneShot", Size = Count };
        var foretold = ReleasePrice.Of(plan, "test", names, isText: true).Parts.SelectMany(part => part.Marginals).ToDictionary(marginal => marginal.Name);

        var realised = foretold.Keys.ToDictionary(name => name, _ => 0.0);
        for (var seed = 0UL; seed < 20; seed++)
        {
            var measured = Synthesis.Fit(plan, rows, new InsecureNoise(seed)).Report.Errors!.Measured;
            Assert.Equal(foretold.Keys.Order(), measured.Select(marginal => marginal.Name).Order());
            foreach (var marginal in measured)
            {
                Assert.Equal(foretold[marginal.Name].Sigma, marginal.Noise.Sigma, 1e-4 * marginal.Noise.Sigma);
                var exact = new long[marginal.Cells];
                for (var row = 0; row < Count; row++)
                    exact[marginal.Columns.Select(name => Array.IndexOf(names, name)).Aggregate(0, (cell, column) => (cell * sizes[column]) + CodeOf(row, column))]++;
                realised[marginal.Name] += marginal.Counts!.Zip(exact, (noisy, count) => Math.Abs(noisy - count)).Sum() / (2.0 * Count) / 20;
            }
        }

        Assert.All(
            foretold.Values.Where(marginal => marginal.Columns.Count == 2), marginal => Assert.Equal(1, realised[marginal.Name] / marginal.Error!.Value, 0.25));
        Assert.Equal(1, realised.Values.Sum() / foretold.Values.Sum(marginal => marginal.Error!.Value), 0.05);
    }

    /// <remarks>Where fewer than all pairs are measured each has less noise than was foretold, never more.</remarks>
    [Fact]
    public void Measured_pairs_of_a_table_of_few_relations_have_no_more_noise_than_was_foretold()
    {
        foreach (var (unit, neighbors) in new[] { (PrivacyUnit.Row, Neighbors.AddRemove), (PrivacyUnit.Row, Neighbors.ReplaceOne), (PrivacyUnit.Key("who", 3), Neighbors.AddRemove) })
        {
            var schema = Declared with { Fields = [.. Declared.Fields, new Field("who") { Role = FieldRole.Drop }] };
            var plan = Plan(2) with { Generator = "OneShot", Guarantee = new Guarantee(2, 1e-6, unit, neighbors), Schema = schema, Size = 3000 };
            var rows = Rows.Of(["sex,city,age,who", .. Enumerable.Range(0, 3000).Select(i => $"{"FM"[i % 2]},{"ABCD"[i % 4]},{i / 8 % 90},{i / 2}")]);
            var foretold = ReleasePrice.Of(plan, "test", ["sex", "city", "age", "who"], isText: true).Parts;

            var measured = Synthesis.Fit(plan, rows, new InsecureNoise(1)).Report.Errors!;

            Assert.Contains("sex x city", measured.Relations.Select(pair => pair.Name));
            Assert.All(measured.OneWay, marginal => Assert.Equal(Sigma(1, marginal.Name), marginal.Noise.Sigma, 1e-4 * marginal.Noise.Sigma));
            Assert.All(measured.Relations, marginal => Assert.InRange(marginal.Noise.Sigma, 0, Sigma(2, marginal.Name) * 1.0001));
            double Sigma(int ways, string name) =>
                foretold.Single(part => part.Measured?.Ways == ways).Marginals.Single(marginal => marginal.Name == name).Sigma;
        }
    }

    [Fact]
    public void The_error_that_a_look_does_not_see_is_two_deviations_of_the_noise_on_it()
    {
        var plan = Plan(2) with { Generator = "OneShot", Size = 3000 };
        var rows = Rows.Of(["sex,city,age", .. Enumerable.Range(0, 3000).Select(i => $"{"FM"[i % 2]},{"ABCD"[i % 4]},{i / 8 % 90}")]);

        var look = Price(plan).Parts.Single(part => part.Looks > 0);

        var looked = Synthesis.Fit(plan, rows, new InsecureNoise(1)).Report.Events.Single(
            asked => asked.Question.StartsWith("how far", StringComparison.Ordinal));
        Assert.Equal(3, look.Looks);
        Assert.Equal(Math.Sqrt(SigmaSquaredOf(looked)!.Value.ToDoubleUp()) / 3000, look.UnseenError!.Value, 1e-6);
        Assert.Contains("3 relations): those that independence gets wrong by less than", look.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_of_many_values_are_foretold_in_the_bins_that_the_rows_are_enough_for()
    {
        var few = Price(Plan(1) with { Generator = "OneShot", Size = 1000 });
        var many = Price(Plan(1) with { Generator = "OneShot", Size = 100_000_000 });

        Assert.InRange(Part(few, 2).Marginals.Single(marginal => marginal.Name == "sex x age").Cells!.Value, 8, 40);
        Assert.Equal(202, Part(many, 2).Marginals.Single(marginal => marginal.Name == "sex x age").Cells);
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

    [Theory]
    [InlineData("Mst")]
    [InlineData("OneShot")]
    public void Without_a_size_errors_are_told_in_rows(string generator)
    {
        var price = Price(Plan(1) with { Generator = generator });

        Assert.All(price.Parts, part => Assert.Null(part.Error));
        Assert.Empty(price.Warnings);
        Assert.Matches(@"^Expected error: one-way counts off by [\d.]+ rows, two-way counts off by [\d.]+ rows; groups of fewer than \d+ rows drown in noise\.$", price.InWords()[1]);
    }

    [Theory]
    [InlineData("Mst")]
    [InlineData("OneShot")]
    [InlineData("Aim")]
    public void The_worst_pairs_are_named(string generator)
    {
        var price = Price(Plan(1) with { Generator = generator, Size = 10_000 });

        Assert.Matches(@"two-way up to [\d.]+ % \(city x age [\d.]+ %, sex x age [\d.]+ %, sex x city [\d.]+ %\)$", Part(price, 2).ToString());
        Assert.Matches(@"^Expected error: one-way [\d.]+ % \(age [\d.]+ %\), two-way up to [\d.]+ % \(city x age [\d.]+ %\);", price.InWords()[1]);
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
    [InlineData(1, "Mst")]
    [InlineData(0.2, "Mst")]
    [InlineData(1, "OneShot")]
    [InlineData(0.2, "OneShot")]
    [InlineData(1, "Aim")]
    public void Too_little_data_are_warned_of_with_what_would_be_enough(double epsilon, string generator)
    {
        var plan = Plan(epsilon) with { Generator = generator };
        var enough = Price(plan).RowsNeeded!.Value;

        Assert.Empty(Price(plan with { Size = enough }).Warnings);
        var warning = Assert.Single(Price(plan with { Size = enough * 9 / 10 }).Warnings);
        Assert.Equal("SS0166", warning.Code);
        var needed = double.Parse(warning.Message.Split("Epsilon ")[^1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(needed, epsilon, 1.3 * epsilon);
        Assert.Empty(Price(Plan(needed) with { Generator = generator, Size = enough * 9 / 10 }).Warnings);
        Assert.Contains($"{enough:N0} rows would do", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_say_what_learning_takes_of_what_is_not_declared()
    {
        Assert.EndsWith(
            "Everything is declared: nothing has to be learned about types, bounds and categories.", Price(Plan(1)).InWords()[0], StringComparison.Ordinal);
        Assert.EndsWith("Nothing is declared: learning types, bounds and categories takes up to 22 % of it.", Price(Plan(1) with { Schema = Schema.Empty }).InWords()[0], StringComparison.Ordinal);
        var some = Plan(1) with { Schema = new Schema([.. Declared.Fields.Take(2), new Field("age") { Type = FieldType.Integer }]) };
        Assert.EndsWith("Learning what 1 of 3 columns leave open (types, bounds, categories, bins) takes up to 16 % of it.", Price(some).InWords()[0], StringComparison.Ordinal);
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
