using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Plans;

public sealed class ResourceForecastTests
{
    [Fact]
    public void Memory_and_time_grow_with_rows_and_columns_of_many_values_take_more()
    {
        var work = new PlannedWork(50_000_000, Seconds: 1, SecondsPerMillionRows: 3);
        ResourceForecast Of(long codes, long? size) => new(work, [new PlannedColumn("a", codes)], size);

        Assert.True(Of(10, null).Bytes < Of(10, 1_000_000).Bytes);
        Assert.True(Of(10, 1_000_000).Bytes < Of(1000, 1_000_000).Bytes);
        Assert.Equal((1.0, 7.0), (Of(10, null).Seconds, Of(10, 2_000_000).Seconds));
    }

    [Fact]
    public void One_line_says_what_a_release_takes_and_what_a_million_rows_would_where_no_size_is_declared()
    {
        var plan = new DpPlan(new Guarantee(1)) { Schema = new Schema([new Field("a") { Enum = ["x", "y"] }, new Field("b") { Enum = ["x", "y"] }]) };
        string Line(long? size) => ReleasePrice.Of(plan with { Size = size }, "t", ["a", "b"], isText: true).InWords()[^1];

        Assert.Matches(@"^Takes about \d+ MB of memory and some seconds\.$", Line(1000));
        Assert.Matches(@"^Takes about \d+ MB of memory; for a million rows \d+ MB and .+\.$", Line(null));
    }

    [Fact]
    public void Every_generator_that_tells_stays_below_three_gigabytes_besides_the_rows_however_large_the_columns()
    {
        IReadOnlyList<PlannedColumn> wide = [.. Enumerable.Range(0, 300).Select(i => new PlannedColumn($"c{i}", 1000))];
        var facts = new SafeSynth.Mechanisms.PublicFacts("t", [.. wide.Select(column => column.Name)], new Guarantee(1));

        Assert.All(GeneratorCatalog.All.Select(generator => generator.Price(facts, wide).Work).OfType<PlannedWork>(), work => Assert.InRange(work.Bytes, 1, 3_000_000_000));
    }

    [Fact]
    public void A_release_that_would_not_fit_is_refused_before_a_row_is_read()
    {
        var plan = new DpPlan(new Guarantee(1)) { Size = 1L << 45 };

        var fault = Assert.Throws<SafeSynthException>(() => Synthesis.Fit(plan, new Unread(), new InsecureNoise(1)));

        Assert.Equal("SS0167", fault.Code);
        Assert.Matches(@"'huge' takes about [\d,]+ GB of memory, but this process may use [\d.]+ [GM]B; nothing was read or spent\.", fault.Message);
    }

    private sealed class Unread : IRowSource
    {
        public string Name => "huge";

        public bool IsText => true;

        public IReadOnlyList<string> ReadColumnNames() => ["a", "b"];

        public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => throw new InvalidOperationException("It was read.");
    }
}
