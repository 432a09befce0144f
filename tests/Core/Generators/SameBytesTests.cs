using System.Diagnostics;
using SafeSynth.Generators;

namespace SafeSynth.Tests.Generators;

/// <summary>A keyed release is the same to the byte on machines of other kinds: model and rows, of every generator.</summary>
/// <remarks>
/// This machine plays the others, by switches of the runtime and of glibc; where there is no glibc, its switch does nothing.
/// </remarks>
public sealed class SameBytesTests(SameBytesTests.Plain plain) : IClassFixture<SameBytesTests.Plain>
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0", "vectors of (64|128|256) bits")]
    [InlineData("DOTNET_EnableAVX2", "0", "vectors of (64|128) bits, fused multiply-add False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", "vectors of 64 bits, fused multiply-add False")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "1", "^processors 1,")]
    [InlineData("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-FMA,-AVX2", "")]
    public async Task A_keyed_release_is_the_same_bytes_on_another_machine(string variable, string value, string machine)
    {
        var (saidOfMachine, made) = await Release((variable, value));

        Assert.Matches(machine, saidOfMachine);
        Assert.Equal(plain.Made, made);
    }

    [Fact]
    public void Every_generator_takes_part() => Assert.Equal(
        ["caps", .. GeneratorCatalog.All.Select(generator => generator.Info.Name)], plain.Made.Select(line => line.Split(' ')[0]));

    private static async Task<(string Machine, IReadOnlyList<string> Made)> Release(params (string Variable, string Value)[] environment)
    {
        var start = TestProgram.Start("SafeSynth.Releaser");
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = (await process.StandardOutput.ReadToEndAsync()).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(await errors);
        return (said[0], said[1..]);
    }

    /// <summary>What this machine makes as it is.</summary>
    public sealed class Plain : IAsyncLifetime
    {
        public IReadOnlyList<string> Made { get; private set; } = [];

        public async ValueTask InitializeAsync() => (_, Made) = await Release();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
