using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Times what the module does with the objects of a pipeline before anything is fitted.</summary>
/// <remarks>
/// The engine runs <c>$rows | New-DpSyntheticData -Epsilon 1 -WhatIf</c>: every object passes the real pipeline and parameter
/// binder into the module's row store, and then nothing is spent.
/// </remarks>
internal sealed class ReadObjectsCommand : IBenchmark
{
    public string Name => "read-objects";

    public string Purpose =>
        "Existing PowerShell custom objects of 10 properties through the pipeline into the module: objects/s, memory a row.";

    public string Usage => "[--objects 1000000] [--runs 5]";

    public void Run(Options options, TextWriter output)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Invoke(runspace, $"Import-Module '{Repository.Manifest}' -ErrorAction Stop");
        var rows = MakeRows((int)options.Number("--objects", 1e6));

        var cold = Timings.Once(() => Take(runspace, rows));
        output.WriteLine($"{rows.Length:N0} objects");
        output.WriteLine($"cold: {rows.Length / cold:N0} objects/s ({Timings.InUnits(cold)})");
        var warm = Timings.Of((int)options.Number("--runs", 5), () => Take(runspace, rows));
        output.WriteLine($"warm: {rows.Length / warm.Median:N0} objects/s, {warm}");

        // At the end of the stream the module holds all rows and nothing else has grown.
        var (before, after) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        Take(runspace, Watched());
        output.WriteLine($"memory: {(double)(after - before) / rows.Length:F1} bytes a row beyond the objects themselves");

        IEnumerable<PSObject> Watched()
        {
            foreach (var row in rows) yield return row;
            after = GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    private static void Take(Runspace runspace, IEnumerable<PSObject> rows) =>
        Invoke(runspace, "param($rows) $rows | New-DpSyntheticData -Epsilon 1 -WhatIf", rows);

    private static void Invoke(Runspace runspace, string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        shell.Invoke();
        if (shell.HadErrors) throw new InvalidDataException($"The pipeline reported: {shell.Streams.Error[0]}");
    }

    // Mixed types, as a query returns them; made up.
    private static PSObject[] MakeRows(int count)
    {
        var random = new SampleRandom(seed: 1);
        string[] cities = [.. Enumerable.Range(0, 50).Select(i => $"city {i}")];
        string[] jobs = [.. Enumerable.Range(0, 20).Select(i => $"job {i}")];
        return [.. Enumerable.Range(0, count).Select(id => Row(
            ("id", id),
            ("age", 18 + random.Next(70)),
            ("city", cities[random.Next(cities.Length)]),
            ("job", jobs[random.Next(jobs.Length)]),
            ("employed", random.Next(2) == 1),
            ("joined", new DateTime(2000, 1, 1).AddDays(random.Next(9000))),
            ("salary", Math.Round(20_000 + (80_000 * random.NextDouble()), 2)),
            ("score", random.NextDouble()),
            ("children", random.Next(10) == 0 ? null : random.Next(5)),
            ("code", $"c{random.Next(1000)}")))];
    }

    private static PSObject Row(params ReadOnlySpan<(string Name, object? Value)> properties)
    {
        var row = new PSObject(properties.Length);
        foreach (var (name, value) in properties) row.Properties.Add(new PSNoteProperty(name, value));
        return row;
    }
}
