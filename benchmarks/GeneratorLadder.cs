using System.Globalization;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Attacks generators that copy their members more or less, from whole rows down to nothing.</summary>
/// <remarks>
/// California housing without its one text column and the rows that miss a number; 500 members, 500 others, 500 reference and 500 synthetic
/// rows, drawn anew for each seed. Noise is in standard deviations of the whole file.
/// </remarks>
internal sealed class GeneratorLadder(IReadOnlyList<IAttack> attacks)
{
    private const int Rows = 500, Closest = 5, Copied = Rows / 20;

    private delegate double[][] Generator(double[][] members, double[][] fresh, SampleRandom random);

    /// <summary>Prints, for each generator, the mean area of every attack over the seeds.</summary>
    public void Climb(int seeds, TextWriter output)
    {
        var (columns, homes) = Homes();
        output.WriteLine($"{"mean area of " + seeds + " seeds",-36} {string.Join(" ", attacks.Select(attack => $"{attack.Info.Name,17}"))}");
        foreach (var (name, generator) in new (string, Generator)[]
                 {
                     ("copy of the members", (members, _, _) => members),
                     ("noise of 0.25 deviations", (members, _, random) => Jittered(members, 0.25, random)),
                     ("noise of 0.5 deviations", (members, _, random) => Jittered(members, 0.5, random)),
                     ("SMOTE between members", (members, _, random) => Smote(members, random)),
                     ("5 % copied, others fresh", (members, fresh, _) => [.. members[..Copied], .. fresh[Copied..]]),
                     ("fresh", (_, fresh, _) => fresh),
                 })
        {
            var areas = attacks.Select(_ => new List<double>()).ToArray();
            for (var seed = 1; seed <= seeds; seed++)
            {
                var random = new SampleRandom((ulong)seed);
                double[][] drawn = [.. homes];
                random.Shuffle<double[]>(drawn);
                var members = drawn[..Rows];
                var synthetic = generator(members, drawn[(3 * Rows)..(4 * Rows)], random);
                OwnerTable Owned(double[][] rows) => OwnedRows.Read(columns, rows.Select(row => row.Select(value => (object)value).ToArray()));
                var report = MembershipTest.Run(
                    Owned(synthetic), Owned(members), Owned(drawn[Rows..(2 * Rows)]), Owned(drawn[(2 * Rows)..(3 * Rows)]), attacks, 1, CancellationToken.None);
                for (var i = 0; i < areas.Length; i++)
                    areas[i].Add(report.Attacks[i].Roc.Area);
            }

            var figures = areas.Select(MeanAndError.Of).Select(area => $"{area.Mean:F3} (se {area.StandardError:F3})");
            output.WriteLine($"{name,-36} {string.Join(" ", figures.Select(figure => $"{figure,17}"))}");
        }
    }

    private static (string[] Columns, double[][] Rows) Homes()
    {
        var file = CsvText.Read(DataSets.Find("california_housing/housing.csv"));
        string[] columns = [.. file.Names.Where(name => name != "ocean_proximity")];
        var rows = Enumerable.Range(0, file.Rows).Select(row => columns.Select(column => file.Column(column)[row]).ToArray())
            .Where(row => row.All(cell => cell.Length > 0))
            .Select(row => row.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            var mean = rows.Average(row => row[i]);
            var deviation = Math.Sqrt(rows.Average(row => (row[i] - mean) * (row[i] - mean)));
            foreach (var row in rows)
                row[i] = (row[i] - mean) / deviation;
        }

        return (columns, rows);
    }

    private static double[][] Jittered(double[][] members, double deviation, SampleRandom random) =>
        [.. members.Select(row => row.Select(value => value + (deviation * random.NextNormal())).ToArray())];

    // A point between a member and one of the members closest to it (Chawla et al. 2002).
    private static double[][] Smote(double[][] members, SampleRandom random)
    {
        var rows = new FeatureRows([.. members.SelectMany(row => row)], new bool[members[0].Length]);
        var nearest = new AttackSetting(rows, rows).Nearest(rows, Closest + 1, CancellationToken.None);
        return
        [
            .. members.Select((row, i) =>
            {
                var other = members[nearest.RowsOf(i, Closest + 1)[1 + random.Next(Closest)]];
                var way = random.NextDouble();
                return row.Zip(other, (from, to) => from + (way * (to - from))).ToArray();
            }),
        ];
    }
}
