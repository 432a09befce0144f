using System.Diagnostics;
using System.Globalization;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>Every row of the accounting reference, by the accountant that the row's method names, at the tolerance of the notes beside the
/// table.</summary>
public sealed class AccountingReferenceTests(ITestOutputHelper output)
{
    private const double Up = 1 + 1e-15;

    /// <summary>What a row allows, and what came out.</summary>
    private sealed record Check(ReferenceRow Row, double Actual, double Least, double Greatest);

    [Fact]
    public void Every_row_of_the_reference_is_met_and_none_is_passed_over()
    {
        var rows = AccountingReference.Rows();
        var lowerBounds = rows.Where(row => row.Method.Contains("optimistic")).ToLookup(Case);
        var checks = rows.Select(row => Judge(
            row, lowerBounds[Case(row)].Select(lower => lower.Value).DefaultIfEmpty(0).Max())).ToList();

        foreach (var group in checks.GroupBy(check => check.Row.Id[0] + ", " + check.Row.Method))
        {
            var deviations = group.Select(check => (check.Actual - check.Row.Value) / check.Row.Value).ToList();
            output.WriteLine($"{group.Key}: {deviations.Count} rows, relative deviation {deviations.Min():G3} to {deviations.Max():G3}");
        }

        Assert.Equal("ABCDEFGHIJKLM", string.Concat(checks.Select(check => check.Row.Id[0]).Distinct().Order()));
        Assert.Empty(checks
            .Where(check => !(check.Actual >= check.Least && check.Actual <= check.Greatest))
            .Select(check => $"{check.Row.Id}: {check.Actual:R} is not within {check.Least:R} and {check.Greatest:R}"));
    }

    private static Check Judge(ReferenceRow row, double lowerBound)
    {
        var value = row.Value;
        switch (row.Id[0])
        {
            // Epsilons up to 25 are asked for to an absolute 1e-9, the others relatively.
            case 'A':
                return new(row, Epsilon(new GdpAccountant(), row), value, value + 1e-9 * Math.Min(1, value));
            case 'B':
                var sigma = Calibration.SmallestNoise(
                    noise => Curve(new GdpAccountant(), row with { Sigma = noise }), row.Epsilon!.Value, row.Delta!.Value, 1e-11);
                return new(row, sigma, value / Up, value * (1 + 1e-9));
            case 'C':
                return new(row, Curve(new GdpAccountant(), row).Delta(row.Epsilon!.Value), value / Up, value * (1 + 1e-9));
            case 'D' when row.Quantity == "eps":
                return new(row, ZcdpConversion.Epsilon(row.Rho!.Value, row.Delta!.Value), value / Up, value * (1 + 1e-7));
            case 'D' when row.Quantity == "delta":
                return new(row, ZcdpConversion.Delta(row.Rho!.Value, row.Epsilon!.Value), value / Up, value * (1 + 1e-7));
            case 'D':
                return new(row, ZcdpConversion.Rho(row.Epsilon!.Value, row.Delta!.Value), value * (1 - 1e-7), value * Up);
            case 'L':
                return new(row, Epsilon(new ZcdpAccountant(), row), value / Up, value * (1 + 1e-7));
            case 'H' or 'I':
                var tolerance = row.Id[0] == 'H' ? 1e-12 : 1e-9;
                var part = Assert.IsType<ComposedEvent>(Assert.Single(Events(row))).Part;
                return new(row, RenyiDivergence.Of(part)!(row.Order!.Value), value / Up, value * (1 + tolerance));
            case 'K':
                var accountant = row.Method.Contains("PLD") ? (IAccountant)Pld(row) : new RdpAccountant(RdpAccountant.UsualOrders);
                var noise = Calibration.SmallestNoise(
                    noise => Curve(accountant, row with { Sigma = noise }), row.Epsilon!.Value, row.Delta!.Value, 1e-5);
                return new(row, noise, value * (1 - 1e-4), value * (1 + 1e-4));
        }

        return row.Method switch
        {
            "arithmetic" or "pure DP sum" => new(row, Epsilon(new PureAccountant(), row), value, value),
            var method when method.StartsWith("exact (sigma") =>
                new(row, Epsilon(new GdpAccountant(), row), value / Up, value * (1 + 1e-9)),
            var method when method.StartsWith("exact closed form") =>
                new(row, Epsilon(Pld(row), row), value / Up, value + 1e-8),
            var method when method.Contains("continuous order") =>
                new(row, Math.Max(Epsilon(new ZcdpAccountant(), row), Epsilon(new RdpAccountant(), row)), value / Up, value * (1 + 1e-9)),
            // Of subsampled Gaussians the table's divergences are a little large.
            var method when method.StartsWith("RDP") =>
                new(row, Epsilon(new RdpAccountant(RdpAccountant.UsualOrders), row),
                    value * (1 - (row.Id[0] == 'J' ? 1e-5 : 1e-14)), value * (1 + 1e-9)),
            var method when method.Contains("optimistic") =>
                new(row, Epsilon(Pld(row), row), value, value * 1.005),
            var method when method.StartsWith("PLD") && row.Id[0] == 'E' =>
                new(row, Epsilon(Pld(row), row), Epsilon(new GdpAccountant(), row) * (1 - 1e-12), value + 1e-6),
            var method when method.StartsWith("PLD") =>
                new(row, Epsilon(Pld(row), row), Math.Max(lowerBound, value * (1 - 1e-5)), value * 1.005),
            _ => throw new UnreachableException($"{row.Id} is of no known kind: {row.Method}."),
        };
    }

    /// <summary>On the grid that the row names; never finer than 1e-4, for speed.</summary>
    private static PldAccountant Pld(ReferenceRow row) => new(row.Method.Contains("h=0.001") ? 1e-3 : 1e-4);

    private static string Case(ReferenceRow row) => $"{row.Mechanism} {row.Compositions} {row.Sigma} {row.Scale} {row.Rate} {row.Delta}";

    private static PrivacyCurve Curve(IAccountant accountant, ReferenceRow row) => accountant.Compose(new FixedSchedule(Events(row)));

    private static double Epsilon(IAccountant accountant, ReferenceRow row) => Curve(accountant, row).Epsilon(row.Delta!.Value);

    private static IReadOnlyList<PrivacyEvent> Events(ReferenceRow row)
    {
        var times = row.Compositions.Split('+').Select(count => long.Parse(count, CultureInfo.InvariantCulture)).ToList();
        Rational Exactly(double? value) => Rational.RoundUp(value!.Value, 1074);
        ComposedEvent Of(PrivacyEvent part, int index = 0) => new(part, times[index]);
        return row.Mechanism switch
        {
            "gaussian" => [Of(new GaussianEvent(Exactly(row.Sigma), 1))],
            "laplace" => [Of(new LaplaceEvent(Exactly(row.Scale), 1))],
            "discrete gaussian" => [Of(new DiscreteGaussianEvent(Exactly(row.Sigma) * Exactly(row.Sigma), 1))],
            "discrete laplace (parameter a=1/scale)" => [Of(new DiscreteLaplaceEvent(Exactly(row.Scale), 1))],
            "poisson-subsampled gaussian" or "DP-SGD poisson-subsampled gaussian" =>
                [Of(new SubsampledGaussianEvent(Exactly(row.Rate), Exactly(row.Sigma)))],
            "50x gaussian(sigma=10) + 20x laplace(b=20)" => [Of(new GaussianEvent(10, 1), 0), Of(new LaplaceEvent(20, 1), 1)],
            "13x exponential(eps=0.1) + 14x gaussian(sigma=20.0)" =>
                [Of(new ExponentialEvent(new Rational(1, 10)), 0), Of(new GaussianEvent(20, 1), 1)],
            "100x exponential(eps=0.05) + 114x gaussian(sigma=90.0)" =>
                [Of(new ExponentialEvent(new Rational(1, 20)), 0), Of(new GaussianEvent(90, 1), 1)],
            _ => throw new UnreachableException($"{row.Id} is of no known mechanism: {row.Mechanism}."),
        };
    }
}
