using CsCheck;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class GraphicalModelTests
{
    private const double Never = double.NegativeInfinity;

    [Fact]
    public void Every_marginal_is_that_of_the_full_joint() => ModelGen.Model.Sample(model =>
    {
        var inferred = new GraphicalModel(model.Shape, 100, model.Potentials);
        var joint = new FullJoint(model.Shape, 100, model.Potentials);

        foreach (var clique in Subsets(model.Shape.Length))
            AssertClose(joint.Marginal(clique), inferred.Marginal(clique), 1e-9);
    });

    [Fact]
    public void The_pairs_with_one_attribute_are_those_of_the_full_joint() => ModelGen.Model.Sample(model =>
    {
        var inferred = new GraphicalModel(model.Shape, 100, model.Potentials);
        var joint = new FullJoint(model.Shape, 100, model.Potentials);
        foreach (var attribute in Enumerable.Range(0, model.Shape.Length))
        {
            var others = Clique.Of([.. Enumerable.Range(0, model.Shape.Length)]).Except([attribute]);

            var pairs = inferred.PairsWith(attribute, others).ToList();

            Assert.Equal(others.Count, pairs.DistinctBy(pair => pair.Pair).Count());
            foreach (var (pair, counts) in pairs) AssertClose(joint.Marginal(pair), counts, 1e-9);
        }
    });

    [Fact]
    public void Combinations_that_cannot_occur_have_no_mass_and_leave_the_rest_exact() =>
        Gen.Select(ModelGen.Model, Gen.Bool.Array[64]).Sample((model, impossible) =>
        {
            // All values but those of the record of zeros may be forbidden, in every potential.
            var potentials = model.Potentials
                .Select(p => p with { Values = [.. p.Values.Select((value, cell) => cell > 0 && impossible[cell] ? Never : value)] })
                .ToArray();
            var inferred = new GraphicalModel(model.Shape, 100, potentials);
            var joint = new FullJoint(model.Shape, 100, potentials);

            foreach (var clique in Subsets(model.Shape.Length))
                AssertClose(joint.Marginal(clique), inferred.Marginal(clique), 1e-9);
        });

    [Fact]
    public void Potentials_of_any_size_neither_overflow_nor_lose_mass() =>
        Gen.Select(ModelGen.Model, Gen.Double[-1e6, 1e6].Array[64]).Sample((model, large) =>
        {
            var potentials = model.Potentials.Select(p => p with { Values = large[..p.Values.Length] }).ToArray();
            var inferred = new GraphicalModel(model.Shape, 100, potentials);

            foreach (var clique in Subsets(model.Shape.Length))
                Assert.Equal(100, inferred.Marginal(clique).Sum(), 1e-6);
        });

    [Fact]
    public void Attributes_without_a_potential_are_uniform_and_independent()
    {
        var model = new GraphicalModel([2, 3], 60, [new Potential([0], [0, Math.Log(2)])]);

        AssertClose([20 / 3.0, 20 / 3.0, 20 / 3.0, 40 / 3.0, 40 / 3.0, 40 / 3.0], model.Marginal([0, 1]), 1e-12);
    }

    [Fact]
    public void Cells_are_in_ascending_order_of_attributes_whatever_their_sizes()
    {
        // Only the record (4, 0, 1) is possible.
        var model = new GraphicalModel([5, 2, 3], 10, [
            new Potential([0], [Never, Never, Never, Never, 0]),
            new Potential([1, 2], [Never, 0, Never, Never, Never, Never])]);

        var marginal = model.Marginal([0, 1, 2]);
        Assert.Equal(10, marginal[(4 * 6) + (0 * 3) + 1], 1e-12);
    }

    [Fact]
    public void A_chain_of_a_hundred_attributes_has_the_marginal_of_its_two_ends()
    {
        // A binary Markov chain that flips with probability 1/4: the ends agree with probability (1 + 2^-99) / 2; after 2 steps 5/8.
        var agree = Math.Log(3);
        var links = Enumerable.Range(0, 99).Select(a => new Potential([a, a + 1], [agree, 0, 0, agree])).ToArray();
        var model = new GraphicalModel([.. Enumerable.Repeat(2, 100)], 1, links);

        AssertClose([0.25, 0.25, 0.25, 0.25], model.Marginal([0, 99]), 1e-12);
        AssertClose([5 / 16.0, 3 / 16.0, 3 / 16.0, 5 / 16.0], model.Marginal([50, 52]), 1e-12);
    }

    [Fact]
    public void The_same_potentials_give_the_same_bits()
    {
        var random = new SampleRandom(1);
        Potential Term(Clique clique, int cells) => new(clique, [.. Enumerable.Range(0, cells).Select(_ => 4 * random.NextDouble())]);
        var model = new GraphicalModel([7, 5, 9, 3], 1000, [Term([0, 1], 35), Term([1, 2], 45), Term([0, 2], 63), Term([2, 3], 27)]);

        // FNV-1a over the bits: another processor or platform must not change them.
        var hash = 14695981039346656037;
        foreach (var value in model.Marginal([0, 3])) hash = (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1099511628211;
        Assert.Equal(17043310780274710515UL, hash);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new GraphicalModel([2, 3], 1, [new Potential([0, 1], [0, 0, 0, 0, 0])]));
        Assert.Throws<ArgumentException>(() => new GraphicalModel([2, 3], 1, [new Potential([2], [0, 0])]));
        Assert.Throws<ArgumentException>(() => new GraphicalModel([1], 1, [new Potential([0], [Never])]));
        Assert.Throws<ArgumentException>(() => new GraphicalModel([1], 1, [new Potential([0], [double.NaN])]));
        Assert.Throws<ArgumentException>(() => new GraphicalModel([1], 1, [new Potential([0], [double.PositiveInfinity])]));
        Assert.Throws<ArgumentException>(() => new GraphicalModel([1], 1, [new Potential([0], [0]), new Potential([0], [0])]));
        Assert.Throws<ArgumentException>(() => new GraphicalModel([2], 0, []));
    }

    private static IEnumerable<Clique> Subsets(int attributes) =>
        from bits in Enumerable.Range(0, 1 << attributes)
        select Clique.Of([.. Enumerable.Range(0, attributes).Where(a => (bits >> a & 1) == 1)]);

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var cell = 0; cell < expected.Length; cell++) Assert.Equal(expected[cell], actual[cell], tolerance);
    }
}
