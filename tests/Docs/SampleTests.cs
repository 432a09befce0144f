using System.Diagnostics;
using System.Reflection;
using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests;

public sealed class SampleTests
{
    [Fact]
    public void The_program_makes_the_people_that_are_in_the_repository()
    {
        var program = typeof(SampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SampleProgram").Value!;
        var made = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var run = Process.Start("dotnet", [program, made]);
            run.WaitForExit();

            Assert.Equal(0, run.ExitCode);
            Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "people.csv")), File.ReadAllBytes(made));
        }
        finally
        {
            File.Delete(made);
        }
    }

    [Fact]
    public void The_schema_fits_the_people_and_a_release_keeps_their_columns()
    {
        var plan = new DpPlan(new Guarantee(1)) { Schema = SchemaReader.Read(Path.Combine(Repository.Root, "samples", "people.schema.json")) };
        var source = new CsvSource(Path.Combine(Repository.Root, "samples", "people.csv"));

        var (_, rows) = Synthesis.Run(plan, source, new SystemNoise());

        Assert.Equal(source.ReadColumnNames(), rows.First().Columns.Select(column => column.Name));
    }
}
