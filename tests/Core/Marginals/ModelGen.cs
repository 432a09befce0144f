using CsCheck;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

/// <summary>Random small problems: up to five attributes of size 1 to 4, and cliques of up to three of them.</summary>
internal static class ModelGen
{
    public static readonly Gen<int[]> Shape = Gen.Int[1, 4].Array[1, 5];

    public static Gen<Clique> CliqueOf(int[] shape) =>
        Gen.Int[0, shape.Length - 1].Array[1, 3].Select(attributes => Clique.Of(attributes));

    public static readonly Gen<(int[] Shape, Clique[] Cliques)> Cliques =
        from shape in Shape
        from cliques in CliqueOf(shape).Array[0, 5]
        select (shape, cliques.Distinct().ToArray());

    public static readonly Gen<(int[] Shape, Potential[] Potentials)> Model =
        from problem in Cliques
        from values in Gen.Double[-4, 4].Array[64].Array[problem.Cliques.Length]
        select (problem.Shape, problem.Cliques
            .Zip(values, (clique, enough) => new Potential(clique, enough[..(int)clique.Cells(problem.Shape)]))
            .ToArray());

    public static readonly Gen<(int[] Shape, Measurement[] Measurements, double Total)> Measured =
        from problem in Cliques.Where(problem => problem.Cliques.Length > 0)
        from answers in Gen.Double[-20, 100].Array[64].Array[problem.Cliques.Length]
        from deviation in Gen.Double[1, 10]
        from total in Gen.Double[0, 6].Select(Math.Exp)   // often far below the answers: most cells then end at zero
        select (problem.Shape, problem.Cliques
            .Zip(answers, (clique, enough) => new Measurement(clique, enough[..(int)clique.Cells(problem.Shape)], deviation))
            .ToArray(), total);
}
