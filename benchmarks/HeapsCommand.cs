using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Fits tables with nothing declared and looks at the values that many rows share: whether the synthetic rows share them too.
/// </summary>
internal sealed class HeapsCommand : IBenchmark
{
    private const double Common = 0.005;

    public string Name => "heaps";

    public string Purpose =>
        "Heaped values: the rows that hold one of the values of at least 0.5 % of the rows, real and synthetic, and how much of them agrees.";

    public string Usage => "[--generator OneShot] [--fits 5] [--epsilon 1] [--delta 1e-6] [--rows 50000]";

    public void Run(Options options, TextWriter output)
    {
        Measure("adult_raw", CsvText.Read(DataSets.Find("adult_raw/adult_raw_train.csv")), options, output);
        Measure("california_housing", CsvText.Read(DataSets.Find("california_housing/housing.csv")), options, output);
        Measure("made", HeapedTable.Of((int)options.Number("--rows", 50_000)), options, output);
    }

    private static void Measure(string name, CsvText real, Options options, TextWriter output)
    {
        var plan = new DpPlan(new Guarantee(options.Number("--epsilon", 1), options.Number("--delta", 1e-6))) { Generator = options.Optional("--generator") };
        var fits = Enumerable.Range(0, (int)options.Number("--fits", 5))
            .Select(_ => CsvText.Of([.. Synthesis.Run(plan, real.AsSource(name), new SystemNoise()).Rows])).ToList();
        output.WriteLine(
            $"{name}: {real.Rows} rows, {fits.Count} fits; share of the rows at common values, real and synthetic, and the smaller of both value by value");
        foreach (var column in real.Names.Where(column => fits.All(made => made.Names.Contains(column))))
        {
            var shares = SharesOf(real.Column(column));
            var common = shares.Where(share => share.Value >= Common).ToList();
            var made = fits.ConvertAll(fit => SharesOf(fit.Column(column)));
            var total = MeanAndError.Of(made.ConvertAll(fit => common.Sum(share => fit.GetValueOrDefault(share.Key))));
            var agreed = MeanAndError.Of(made.ConvertAll(fit => common.Sum(share => Math.Min(share.Value, fit.GetValueOrDefault(share.Key)))));
            output.WriteLine(
                $"  {column}: {common.Count} of {shares.Count} values, {common.Sum(share => share.Value):F4} real, {total.Mean:F4} synthetic, agreed {agreed}");
        }
    }

    private static Dictionary<string, double> SharesOf(string[] cells) =>
        cells.CountBy(cell => cell).ToDictionary(same => same.Key, same => same.Value / (double)cells.Length);
}
