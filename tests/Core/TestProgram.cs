using System.Diagnostics;
using System.Reflection;

namespace SafeSynth.Tests;

/// <summary>A program that tests run beside themselves; built with them.</summary>
internal static class TestProgram
{
    /// <summary>How to start one with its output redirected.</summary>
    public static ProcessStartInfo Start(string name, params IEnumerable<string> arguments)
    {
        var program = typeof(TestProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
        return new ProcessStartInfo("dotnet", ["exec", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
