using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Attacks;

/// <summary>Made rows of one population, all of whose columns are declared, and generators to run on them.</summary>
internal static class MadePeople
{
    private static readonly string[] Cities = ["Bern", "Basel", "Chur", "Genf", "Lugano", "Zug"];
    private static readonly string[] Jobs = ["cook", "judge", "nurse", "smith", "tailor"];

    public static Schema Schema { get; } = new(
    [
        new Field("age") { Type = FieldType.Integer, Minimum = "18", Maximum = "97" },
        new Field("city") { Enum = Cities },
        new Field("job") { Enum = Jobs },
        new Field("car") { Enum = ["no", "yes"] },
        new Field("wage") { Type = FieldType.Integer, Minimum = "0", Maximum = "99" },
    ]);

    /// <summary>Rows whose columns depend on each other.</summary>
    public static OwnerTable Of(int rows, ulong seed, string name = "people")
    {
        var random = new SampleRandom(seed);
        return Read(name, Enumerable.Range(0, rows).Select(_ =>
        {
            var (age, job) = (18 + random.Next(60), random.Next(Jobs.Length));
            return new object[] { age, Cities[(job + random.Next(3)) % Cities.Length], Jobs[job], random.Next(100) < age ? "yes" : "no", Math.Min(99, (10 * job) + random.Next(40)) };
        }));
    }

    /// <summary>The same, and one person like nobody else as the last row.</summary>
    public static OwnerTable WithStranger(int rows, ulong seed)
    {
        var others = Of(rows - 1, seed);
        var columns = others.ColumnNames.Select(others.TextsOf).ToList();
        return Read("people", Enumerable.Range(0, rows - 1).Select(row => columns.Select(cells => (object)cells[row]).ToArray()).Append([97, "Genf", "cook", "no", 99]));
    }

    public static PlannedGenerator Generator(string name, double epsilon) => new(Plan(name, epsilon));

    public static DpPlan Plan(string generator, double epsilon) =>
        new(new Guarantee(epsilon, 1e-6)) { Generator = generator, Schema = Schema };

    /// <summary>A membership test of rows that a generator made of 300 of them, with everything in the attacker's hand.</summary>
    public static AttackResult Attack(IAttack attack, string generator, double epsilon)
    {
        var (members, planned) = (Of(300, seed: 1, "members"), Generator(generator, epsilon));
        var release = planned.Release(members, seed: 5, CancellationToken.None);
        var report = MembershipTest.Run(
            release.Rows, members, Of(300, seed: 2, "others"), Of(600, seed: 3, "reference"), [attack], seed: 1, CancellationToken.None, model: release.Model,
            generator: attack.Info.Needs.HasFlag(AttackNeeds.Generator) ? planned : null);
        return report.Attacks[0];
    }

    /// <summary>A standard normal number.</summary>
    public static double Normal(SampleRandom random) =>
        MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, ((random.NextBits() >> 12) + 0.5) / (1L << 52));

    private static OwnerTable Read(string name, IEnumerable<object[]> rows) =>
        OwnerTable.Read(new Rows(name, ["age", "city", "job", "car", "wage"], rows.Select(row => row.Select(cell => (object?)$"{cell}").ToArray())));

    /// <summary>Releases its rows as they are.</summary>
    public sealed class Copies : IShadowGenerator
    {
        public string Name => "copies";

        public ShadowRelease Release(OwnerTable rows, ulong seed, CancellationToken cancel) => new(rows, Model: null);
    }

    /// <summary>Releases rows of the population, whatever it gets.</summary>
    public sealed class Fresh : IShadowGenerator
    {
        public string Name => "fresh";

        public ShadowRelease Release(OwnerTable rows, ulong seed, CancellationToken cancel) => new(Of(60, seed), Model: null);
    }
}
