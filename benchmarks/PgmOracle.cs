using System.Text.Json;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>
/// A small estimation problem with what Private-PGM made of it, and its optimum (non-negative least squares on the full joint).
/// </summary>
internal sealed record PgmOracle(
    string Name, int[] Shape, double Total, IReadOnlyList<Measurement> Measurements, double PrivatePgmLoss, double Optimum)
{
    public static IReadOnlyList<PgmOracle> Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. file.RootElement.EnumerateArray().Select(Read)];
    }

    private static PgmOracle Read(JsonElement problem)
    {
        var domain = problem.GetProperty("domain").EnumerateObject().ToList();
        string[] names = [.. domain.Select(attribute => attribute.Name)];
        int[] shape = [.. domain.Select(attribute => attribute.Value.GetInt32())];
        return new PgmOracle(
            problem.GetProperty("name").GetString()!,
            shape,
            problem.GetProperty("total").GetDouble(),
            [.. problem.GetProperty("measurements").EnumerateArray().Select(measurement => ReadMeasurement(measurement, names, shape))],
            problem.GetProperty("pgm_loss").GetDouble(),
            problem.GetProperty("optimum_loss_nnls").GetDouble());
    }

    // The file lists a clique's attributes in any order and its answers row-major in that order; ours are in ascending order.
    private static Measurement ReadMeasurement(JsonElement json, string[] names, int[] shape)
    {
        int[] listed = [.. json.GetProperty("clique").EnumerateArray().Select(name => Array.IndexOf(names, name.GetString()))];
        var clique = Clique.Of(listed);
        double[] given = [.. json.GetProperty("y").EnumerateArray().Select(answer => answer.GetDouble())];
        var answers = new double[given.Length];
        for (var cell = 0; cell < given.Length; cell++)
        {
            var codes = new int[shape.Length];
            var rest = cell;
            foreach (var attribute in listed.Reverse()) (rest, codes[attribute]) = Math.DivRem(rest, shape[attribute]);
            answers[clique.Aggregate(0, (at, attribute) => (at * shape[attribute]) + codes[attribute])] = given[cell];
        }

        return new Measurement(clique, answers, json.GetProperty("sigma").GetDouble());
    }
}
