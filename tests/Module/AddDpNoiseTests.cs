namespace SafeSynth.Tests;

public sealed class AddDpNoiseTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("-Mechanism Gaussian -Delta 1e-6")]
    [InlineData("-Step 0.001")]
    public void Numbers_of_every_kind_come_out_in_order(string parameters)
    {
        var run = _session.Run($"1, 20d, '300', 4e3, [long]50000, [single]6e5 | Add-DpNoise -Epsilon 1e6 -Sensitivity 0.1 {parameters}").Succeeds();

        Assert.Equal([1.0, 20.0, 300.0, 4000.0, 50000.0, 600000.0], run.Output.Select(number => Math.Round((double)number.BaseObject)));
    }

    [Fact]
    public void The_output_says_who_asserts_the_sensitivity()
    {
        Assert.Contains("asserted by the caller", _session.Show("1, 2 | Add-DpNoise -Epsilon 1 -Sensitivity 1 -WhatIf"));
        Assert.Contains(_session.Run("1, 2 | Add-DpNoise -Epsilon 1 -Sensitivity 1 -Verbose").Succeeds().Verbose, line => line.EndsWith("The sensitivity is asserted by the caller.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_whole_pipeline_is_one_vector_and_its_price_is_told_once()
    {
        var shown = _session.Show("1..20 | Add-DpNoise -Epsilon 0.5 -Sensitivity 1 -WhatIf");

        Assert.StartsWith("What if: spend epsilon 0.5 on a vector of 20 numbers: Laplace noise of standard deviation 2.829 on each.", shown);
    }

    [Theory]
    [InlineData("'SECRET'")]
    [InlineData("[double]::NaN")]
    [InlineData("[double]::PositiveInfinity")]
    [InlineData("'1e999'")]
    [InlineData("$null")]
    [InlineData("@{ a = 1 }")]
    [InlineData("''")]
    public void What_is_no_number_stops_everything_and_is_not_named(string odd)
    {
        var run = _session.Run($"1, 2, {odd}, 3 | Add-DpNoise -Epsilon 1 -Sensitivity 1");

        Assert.Equal("SS0158,SafeSynth.Commands.AddDpNoiseCommand", Assert.Single(run.Errors).FullyQualifiedErrorId);
        Assert.DoesNotContain("SECRET", run.Everything);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("SS0159", "-Epsilon 1 -Sensitivity 0")]
    [InlineData("SS0159", "-Epsilon 1 -Sensitivity ([double]::NaN)")]
    [InlineData("SS0100", "-Epsilon -1 -Sensitivity 1")]
    [InlineData("SS0101", "-Epsilon 1 -Sensitivity 1 -Mechanism Gaussian -Delta 0")]
    [InlineData("SS0157", "-Epsilon 1 -Sensitivity 1 -Step 2")]
    public void What_makes_no_sense_is_refused(string code, string parameters) =>
        Assert.Equal(code, Assert.Single(_session.Run($"1, 2 | Add-DpNoise {parameters}").Errors).FullyQualifiedErrorId.Split(',')[0]);
}
