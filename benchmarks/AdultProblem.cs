using System.Buffers.Binary;
using SafeSynth.Marginals;
using SafeSynth.Noise;

namespace SafeSynth.Benchmarks;

/// <summary>All rows of coded Adult, and noisy answers to a fixed list of their marginals.</summary>
/// <remarks>
/// The list has the shape of a convergence benchmark of the Private-PGM authors (14 one-way and 24 two-way marginals, noise of standard
/// deviation 10, a junction tree of some 22,000 cells), but it is a list of our own: losses of different lists do not compare.
/// The noise is drawn by the library's exact sampler from a seeded generator, so that every run fits the same answers. Such
/// noise protects nobody; the data are public.
/// </remarks>
internal sealed class AdultProblem
{
    public const int Sigma = 10;

    private const ulong NoiseSeed = 42;

    private static readonly (string, string)[] Pairs =
    [
        ("education-num", "occupation"), ("education-num", "income>50K"), ("occupation", "income>50K"),
        ("occupation", "sex"), ("sex", "income>50K"), ("occupation", "hours-per-week"), ("sex", "hours-per-week"),
        ("workclass", "education-num"), ("workclass", "occupation"),
        ("marital-status", "relationship"), ("relationship", "sex"), ("marital-status", "income>50K"),
        ("age", "marital-status"), ("age", "relationship"), ("age", "income>50K"),
        ("education-num", "capital-gain"), ("capital-gain", "income>50K"),
        ("education-num", "capital-loss"), ("capital-loss", "income>50K"),
        ("education-num", "native-country"), ("race", "native-country"), ("race", "income>50K"),
        ("fnlwgt", "race"), ("fnlwgt", "income>50K"),
    ];

    private AdultProblem(CodeColumns rows, IReadOnlyList<Measurement> measurements) => (Rows, Measurements) = (rows, measurements);

    public CodeColumns Rows { get; }

    public int[] Shape => Rows.Shape.ToArray();

    public IReadOnlyList<Measurement> Measurements { get; }

    public double Total => Rows.Rows;

    public static AdultProblem Read()
    {
        var domain = DataSets.Find("adult/adult-domain.json");
        var table = CodedTable.Read(DataSets.Find("adult/adult.csv"), domain);
        var rows = new CodeColumns(table.Shape, table.Rows);
        for (var column = 0; column < table.Shape.Length; column++) rows.Write(column, 0, table.Columns[column]);

        string[] names = [.. CodedTable.ReadNames(domain)];
        Clique[] cliques =
        [
            .. names.Select((_, column) => Clique.Of(column)),
            .. Pairs.Select(pair => Clique.Of(Array.IndexOf(names, pair.Item1), Array.IndexOf(names, pair.Item2))),
        ];
        var noise = new SeededNoise(NoiseSeed);
        var counts = MarginalCounter.Count(rows, cliques);
        foreach (var answers in counts) ExactSamplers.AddDiscreteGaussian(answers, new Rational(Sigma * Sigma, 1), noise);
        return new AdultProblem(rows, [.. cliques.Zip(counts, (clique, noisy) =>
            new Measurement(clique, Array.ConvertAll(noisy, count => (double)count), Sigma))]);
    }

    private sealed class SeededNoise(ulong seed) : INoiseSource
    {
        private readonly SampleRandom _random = new(seed);

        public void Fill(Span<byte> buffer)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            for (; !buffer.IsEmpty; buffer = buffer[Math.Min(bytes.Length, buffer.Length)..])
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, _random.NextBits());
                bytes[..Math.Min(bytes.Length, buffer.Length)].CopyTo(buffer);
            }
        }
    }
}
