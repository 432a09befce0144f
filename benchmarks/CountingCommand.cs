using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Times the two loops over rows: counting them, and drawing them from a model.</summary>
internal sealed class CountingCommand : IBenchmark
{
    private const long MostCells = 1_000_000;
    private const int FitIterations = 500;

    private const int WideRows = 1_000_000, WideColumns = 80;

    public string Name => "counting";

    public string Purpose =>
        "Counting all three-way marginals of coded Adult and all pairs of 10^6 x 80 made codes; drawing 10^6 x 14 codes from a model fitted to it.";

    public string Usage => "[--runs 11] [--rows 1000000]";

    public void Run(Options options, TextWriter output)
    {
        var runs = (int)options.Number("--runs", 11);
        var problem = AdultProblem.Read();
        var triples = Triples(problem.Shape);
        output.WriteLine($"{triples.Count} three-way marginals of {problem.Rows.Rows:N0} rows, {triples.Sum(triple => triple.Cells(problem.Shape)):N0} cells");
        var sink = 0L;
        void Visit() => MarginalCounter.Visit(problem.Rows, triples, (_, counts) => Interlocked.Add(ref sink, counts[0]));
        output.WriteLine($"each shown once, none kept: cold {Timings.InUnits(Timings.Once(Visit))}");
        output.WriteLine($"each shown once, none kept: warm {Timings.Of(runs, Visit)}");
        output.WriteLine($"all kept                  : warm {Timings.Of(runs, () => sink += MarginalCounter.Count(problem.Rows, triples).Length)}");

        var wide = Wide();
        var pairs = (from a in Enumerable.Range(0, WideColumns) from b in Enumerable.Range(a + 1, WideColumns - a - 1) select Clique.Of(a, b)).ToList();
        output.WriteLine($"{pairs.Count:N0} two-way marginals of {WideRows:N0} rows, {pairs.Sum(pair => pair.Cells(wide.Shape)):N0} cells");
        output.WriteLine($"all kept                  : {Timings.Of(runs, () => sink += MarginalCounter.Count(wide, pairs).Length)}");

        var model = MarginalEstimator.Fit(problem.Shape, problem.Measurements, problem.Total, new StoppingRule(FitIterations)).Model;
        var rows = (int)options.Number("--rows", 1e6);
        output.WriteLine($"{rows:N0} rows of {problem.Shape.Length} codes from a model of {model.Tree.Cells:N0} cells");
        output.WriteLine($"rows, with the tables they are drawn from: cold {Timings.InUnits(Timings.Once(Draw))}");
        output.WriteLine($"rows, with the tables they are drawn from: warm {Timings.Of(runs, Draw)}");
        output.WriteLine($"the tables alone                         : warm {Timings.Of(runs, () => _ = new RecordSampler(model))}");

        void Draw() => new RecordSampler(model).Sample(rows, new SampleRandom(seed: 1));
    }

    // Sizes go round from 2 to 16; how codes are spread matters to the cache only.
    private static CodeColumns Wide()
    {
        var random = new SampleRandom(seed: 1);
        var table = new CodeColumns([.. Enumerable.Range(0, WideColumns).Select(column => 2 + (column % 15))], WideRows);
        for (var column = 0; column < WideColumns; column++)
        {
            var size = table.Shape[column];
            table.Write(column, 0, [.. Enumerable.Range(0, WideRows).Select(_ => Math.Min(random.Next(size), random.Next(size)))]);
        }

        return table;
    }

    private static List<Clique> Triples(int[] shape)
    {
        var triples = new List<Clique>();
        for (var a = 0; a < shape.Length; a++)
            for (var b = a + 1; b < shape.Length; b++)
                for (var c = b + 1; c < shape.Length; c++)
                    triples.Add(Clique.Of(a, b, c));
        return triples.FindAll(triple => triple.Cells(shape) <= MostCells);
    }
}
