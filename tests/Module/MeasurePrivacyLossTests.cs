namespace SafeSynth.Tests;

public sealed class MeasurePrivacyLossTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("-Epsilon 1 -Delta 1e-6", 1, 1)]
    [InlineData("0.5 -Times 12 -TargetDelta 1e-5", 1, 6)]
    [InlineData("-Epsilon 1, 0.5 -Delta 1e-7, 0", 1.2, 1.5000001)]
    [InlineData("-Rho 0.05 -Delta 1e-6", 1.4, 1.5)]
    [InlineData("-Mu 0.5", 2.1, 2.4)]
    [InlineData("-Order 8 -Divergence 0.1", 1.6, 1.7)]
    [InlineData("-NoiseMultiplier 1.1 -SampleRate 0.01 -Steps 1000", 1.5, 3)]
    public void Each_measure_gives_an_epsilon_and_what_attackers_can_make_of_it(string arguments, double least, double most)
    {
        dynamic loss = Assert.Single(_session.Run($"Measure-PrivacyLoss {arguments}").Succeeds().Output).BaseObject;

        Assert.InRange((double)loss.Epsilon, least, most);
        Assert.InRange((double)loss.FoundAt1Percent, 0.01, 1);
        Assert.InRange((double)loss.FoundAt10Percent, (double)loss.FoundAt1Percent, 1);
        Assert.InRange((double)loss.MaxAccuracy, 0.5, 1);
    }

    [Theory]
    [InlineData("SS0100", "-Epsilon 0")]
    [InlineData("SS0162", "-Epsilon 1 -Times 0")]
    [InlineData("SS0162", "-NoiseMultiplier 1 -SampleRate 2")]
    [InlineData("SS0163", "-Rho 1 -Delta 0")]
    [InlineData("SS0163", "-Epsilon 1 -Delta 1e-6 -Times 10 -TargetDelta 1e-6")]
    [InlineData("SS0164", "-Rho 1 -Delta 1e-6, 1e-7")]
    public void What_does_not_follow_is_refused(string code, string arguments) =>
        Assert.Equal($"{code},SafeSynth.Commands.MeasurePrivacyLossCommand", Assert.Single(_session.Run($"Measure-PrivacyLoss {arguments}").Errors).FullyQualifiedErrorId);

    [Fact]
    public void The_view_says_it_in_words()
    {
        var shown = _session.Show("Measure-PrivacyLoss -Epsilon 1 -GroupSize 4");

        Assert.Matches(@"Releases +: One release of epsilon 1\s+Epsilon +: 1\s", shown);
        Assert.Contains("At 1 % false alarms an attacker is right about at most 2.72 % of the members", shown);
        Assert.Contains("For a group of 4 people: epsilon 4", shown);
        Assert.Contains("That is a judgement, not", shown);
    }

    [Fact]
    public void Only_what_follows_is_filled_in()
    {
        Assert.Equal(["False False"], _session.Run("$loss = Measure-PrivacyLoss 1; \"$($null -eq $loss.Rho) $($null -eq $loss.Mu)\"").Succeeds().Lines);
        Assert.Equal(
            ["True True"], _session.Run("$loss = Measure-PrivacyLoss 1 -Delta 1e-6; \"$($null -eq $loss.Rho) $($null -eq $loss.Mu)\"").Succeeds().Lines);
        Assert.Equal(["False True"], _session.Run("$loss = Measure-PrivacyLoss -Rho 1; \"$($null -eq $loss.Rho) $($null -eq $loss.Mu)\"").Succeeds().Lines);
    }
}
