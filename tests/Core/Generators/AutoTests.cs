using System.Globalization;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

public sealed class AutoTests
{
    private static readonly string[] Columns = ["a", "b", "c", "d"];

    [Theory]
    [InlineData(1, null, "Aim")]
    [InlineData(1, 50, "Independent")]
    [InlineData(1, 1000, "Aim")]
    [InlineData(1, 100_000, "OneShot")]
    [InlineData(10, 50, "Aim")]          // ten times the epsilon is worth about ten times the rows
    [InlineData(0.05, 1000, "Independent")]
    public void The_choice_follows_rows_and_guarantee(double epsilon, int? size, string chosen) =>
        Assert.Equal($"Auto/{chosen}", GeneratorOf(new DpPlan(new Guarantee(epsilon)) { Size = size }, Columns));

    [Fact]
    public void Persons_of_many_rows_need_more_of_them()
    {
        var plan = new DpPlan(new Guarantee(1)) { Size = 10_000 };

        Assert.Equal("Auto/OneShot", GeneratorOf(plan, Columns));
        Assert.Equal("Auto/Aim", GeneratorOf(plan with { Guarantee = new Guarantee(1, 1e-6, PrivacyUnit.Key("a", 20)) }, Columns));
    }

    [Fact]
    public void Columns_that_no_model_sees_do_not_count()
    {
        var schema = new Schema([new Field("b") { Role = FieldRole.Drop }]);

        Assert.Equal("Auto/Independent", GeneratorOf(new DpPlan(new Guarantee(1)) { Schema = schema }, ["a", "b", "email"]));
    }

    [Fact]
    public void Model_certificate_and_price_say_what_was_chosen_and_the_certificate_holds()
    {
        using var folder = new TemporaryFolder();
        var plan = new DpPlan(new Guarantee(1)) { Generator = "auto" };
        var rows = Rows.Of(["a,b", .. Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 3},{i % 2}"))]);
        var model = Synthesis.Fit(plan, rows, new SystemNoise());
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        file.Position = 0;

        Assert.Equal("Auto/Aim", model.Report.Generator.Name);
        Assert.Equal(model.Report.Generator, ModelFile.Read(file, "kept").Report.Generator);
        Assert.Equal("Auto/Aim", ReleasePrice.Of(plan, "test", ["a", "b"], isText: true).Generator);

        var path = folder.Path("a.certificate.json");
        using (var stream = File.Create(path))
            CertificateFile.Write(model.Report, output: null, signer: null, stream);
        Assert.Contains("\"generator\": \"Auto/Aim\"", File.ReadAllText(path), StringComparison.Ordinal);
        var statements = new CertificateAudit(CertificateFile.Read(path)).Run().Single(check => check.Name == "Statements");
        Assert.Equal(CheckOutcome.Passed, statements.Outcome);
    }

    [Fact]
    public void A_plan_is_another_one_when_its_size_makes_for_another_choice()
    {
        var auto = new DpPlan(new Guarantee(1)) { Generator = "Auto" };

        Assert.NotEqual(HashOf(auto), HashOf(auto with { Size = 100_000 }));
        Assert.Equal(HashOf(auto), HashOf(auto with { Size = 1000 }));

        static string HashOf(DpPlan plan) => PlanHash.Of(plan, Columns);
    }

    private static string GeneratorOf(DpPlan plan, string[] columns) =>
        ReleasePrice.Of(plan with { Generator = "Auto" }, "test", columns, isText: true).Generator;
}
