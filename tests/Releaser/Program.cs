using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using SafeSynth;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Tests;

// Makes one keyed release with every generator, as any machine must make it to the byte. Says in a line what the machine is like, in
// another what guarantees allow, then in a line for each generator its name and the hashes of its model and of rows that are drawn from it.
var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;
Console.WriteLine($"processors {Environment.ProcessorCount}, vectors of {bits} bits, fused multiply-add {Fma.IsSupported}");

var caps = from composition in new[] { Composition.Zcdp, Composition.Gdp }
           from delta in new[] { 1e-5, 1e-6, 1e-9 }
           from step in Enumerable.Range(0, 200)
           select ReleaseCap.Of(new Guarantee(0.05 * (step + 1), delta), thresholdShare: 0.1, composition).Cost.Rho;
Console.WriteLine($"caps {Hash([.. caps.SelectMany(BitConverter.GetBytes)])}");

var people = People();
foreach (var generator in GeneratorCatalog.All)
{
    var plan = new DpPlan(new Guarantee(3, 1e-6, PrivacyUnit.Key("who", 2)))
    {
        Generator = generator.Info.Name,
        Workload = new Workload { Ways = 3, Target = "smoker" },
    };
    var model = Synthesis.Fit(plan, people, new KeyedNoise(new SecretKey(new byte[SecretKey.Size]), "v1"));
    using var file = new MemoryStream();
    ModelFile.Write(model, file);
    var rows = new StringBuilder();
    foreach (var batch in model.Sample(rows: 5000, seed: 1, new PatternFakes(), CancellationToken.None))
    {
        foreach (var column in batch.Columns)
            rows.AppendJoin('|', Enumerable.Range(0, batch.RowCount).Select(column.TextAt)).Append('\n');
    }

    Console.WriteLine($"{generator.Info.Name} {Hash(file.ToArray())} {Hash(Encoding.UTF8.GetBytes(rows.ToString()))}");
}

static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

// Columns of every kind that is learned, related to each other, with gaps, heaps and rare values.
static Rows People()
{
    var random = new SampleRandom(7);
    return new Rows("people", ["who", "age", "wage", "city", "born", "seen", "smoker", "zip", "height"], Enumerable.Range(0, 1500).Select(i =>
    {
        var age = 18 + random.Next(60);
        var wage = random.Next(4) == 0 ? 0 : age * (40 + random.NextDouble() * 20);
        return new object?[]
        {
            Text(i / 2),
            Text(age),
            random.Next(20) == 0 ? "" : wage.ToString("F2", CultureInfo.InvariantCulture),
            new[] { "north", "south", "east", "west" }[random.Next(age > 40 ? 2 : 4)],
            new DateOnly(2025 - age, 1 + random.Next(12), 1 + random.Next(28)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            new DateTime(2025, 1 + random.Next(12), 3, random.Next(24), 0, 0).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            random.Next(age) > 30 ? "yes" : "no",
            $"z{random.Next(1 + random.Next(300))}",
            (1.4 + random.NextDouble() * 0.6).ToString("F3", CultureInfo.InvariantCulture),
        };
    }));

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
