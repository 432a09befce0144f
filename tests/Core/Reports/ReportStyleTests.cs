using System.Globalization;
using System.Text.RegularExpressions;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Reports;

/// <summary>Contrast as WCAG 2.2 defines it (success criteria 1.4.3 and 1.4.11), in both themes.</summary>
public sealed partial class ReportStyleTests
{
    [Theory]
    [InlineData("ink", "page", 7)]
    [InlineData("ink", "surface", 7)]
    [InlineData("quiet", "page", 4.5)]
    [InlineData("quiet", "surface", 4.5)]
    [InlineData("accent", "page", 4.5)]
    [InlineData("accent", "surface", 4.5)]
    [InlineData("pass", "surface", 4.5)]
    [InlineData("fail", "surface", 4.5)]
    [InlineData("fail", "page", 4.5)]
    [InlineData("open", "surface", 4.5)]
    [InlineData("other", "surface", 4.5)]
    public void Colours_stand_out_from_what_they_are_on(string colour, string ground, double least)
    {
        foreach (var theme in ReportStyle.Css.Split("prefers-color-scheme: dark)")[..2])
            Assert.True(Contrast(ColourOf(theme, colour), ColourOf(theme, ground)) >= least, $"{colour} on {ground}: {Contrast(ColourOf(theme, colour), ColourOf(theme, ground)):0.00}");
    }

    private static string ColourOf(string theme, string name) =>
        Declared().Matches(theme).First(match => match.Groups[1].Value == name).Groups[2].Value;

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var digits = colour.Length == 3 ? string.Concat(colour.Select(digit => $"{digit}{digit}")) : colour;
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(digits.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--([a-z]+): #([0-9a-f]{3,6});")]
    private static partial Regex Declared();
}
