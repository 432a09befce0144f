using System.Text.Json;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

/// <summary>Fits of small problems against Private-PGM and the true optimum (non-negative least squares on the full joint).</summary>
/// <remarks>The figures are not part of the repository: see the environment variable SAFESYNTH_REFERENCE.</remarks>
public sealed class PrivatePgmOracleTests
{
    public static TheoryData<string> Problems => ["tree", "cycle", "threeway"];

    [Theory]
    [MemberData(nameof(Problems))]
    public void The_fit_reaches_the_true_optimum_and_the_marginals_of_Private_PGM(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(FindReference("pgm-oracle.json")));
        var problem = file.RootElement.EnumerateArray().FirstOrDefault(p => p.GetProperty("name").GetString() == name);
        if (problem.ValueKind == JsonValueKind.Undefined) Assert.Skip($"The reference file has no problem '{name}'.");

        string[] names = [.. problem.GetProperty("domain").EnumerateObject().Select(attribute => attribute.Name)];
        int[] shape = [.. problem.GetProperty("domain").EnumerateObject().Select(attribute => attribute.Value.GetInt32())];
        var measurements = problem.GetProperty("measurements").EnumerateArray().Select(m => ReadMeasurement(m, names, shape)).ToList();
        var total = problem.GetProperty("total").GetDouble();
        var fit = MarginalEstimator.Fit(shape, measurements, total, new StoppingRule(MaxIterations: 20_000));

        var optimum = problem.GetProperty("optimum_loss_nnls").GetDouble();
        Assert.InRange(fit.Loss, optimum * (1 - 1e-7), optimum * (1 + 1e-6));

        // Measured marginals are unique at the optimum; Private-PGM is a little way from it after its 3,000 steps.
        foreach (var measurement in measurements)
        {
            var theirs = problem.GetProperty("pgm_marginals").EnumerateObject()
                .First(marginal => CliqueOf(marginal.Name.Split(','), names).Equals(measurement.Clique)).Value;
            foreach (var (our, their) in fit.Model.Marginal(measurement.Clique).Zip(theirs.EnumerateArray()))
                Assert.Equal(their.GetDouble(), our, 1e-4 * total);
        }
    }

    // Attributes of a clique are listed in any order; the answers follow that order.
    private static Measurement ReadMeasurement(JsonElement json, string[] names, int[] shape)
    {
        int[] axes = [.. json.GetProperty("clique").EnumerateArray().Select(name => Array.IndexOf(names, name.GetString()))];
        double[] listed = [.. json.GetProperty("y").EnumerateArray().Select(answer => answer.GetDouble())];
        var clique = Clique.Of(axes);
        var answers = new double[listed.Length];
        foreach (var record in FullJoint.Records(shape))
        {
            var place = axes.Aggregate(0, (cell, axis) => (cell * shape[axis]) + record[axis]);
            answers[FullJoint.CellOf(clique, shape, record)] = listed[place];
        }
        return new Measurement(clique, answers, json.GetProperty("sigma").GetDouble());
    }

    private static Clique CliqueOf(IEnumerable<string> listed, string[] names) =>
        Clique.Of([.. listed.Select(name => Array.IndexOf(names, name))]);

    private static string FindReference(string file)
    {
        var folders = new List<string?> { Environment.GetEnvironmentVariable("SAFESYNTH_REFERENCE") };
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            folders.Add(Path.Combine(above.FullName, "shared", "reference"));
        var found = folders.Find(folder => folder is not null && File.Exists(Path.Combine(folder, file)));
        Assert.SkipWhen(found is null, $"{file} was not found: set SAFESYNTH_REFERENCE to the folder of reference figures.");
        return Path.Combine(found!, file);
    }
}
