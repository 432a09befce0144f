using System.Runtime.CompilerServices;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class SystemNoiseTests
{
    // Not seeded: this one assertion fails once in a million runs.
    [Fact]
    public void Bytes_are_uniform_across_blocks_of_every_size()
    {
        var noise = new SystemNoise();
        var counts = new long[256];
        foreach (var size in new[] { 1, 7, 65_535, 65_536, 65_537, 300_000 })
        {
            var buffer = new byte[size];
            noise.Fill(buffer);
            foreach (var value in buffer)
                counts[value]++;
        }

        ChiSquare.AssertFits(counts, [.. Enumerable.Repeat(1.0, 256)]);
    }

    [Fact]
    public void No_byte_is_handed_out_twice()
    {
        var noise = new SystemNoise();
        var words = new HashSet<Int128>();
        var buffer = new byte[16];
        for (var i = 0; i < 10_000; i++)
        {
            noise.Fill(buffer);
            Assert.True(words.Add(BitConverter.ToInt128(buffer)));
        }
    }

    [Fact]
    public void Bytes_are_wiped_as_they_are_handed_out()
    {
        var noise = new SystemNoise();
        noise.Fill(new byte[1000]);

        Assert.All(Block(noise).AsSpan(0, 1000).ToArray(), value => Assert.Equal(0, value));
        Assert.Contains(Block(noise), value => value != 0);
    }

    [Fact]
    public void Words_that_were_read_ahead_are_wiped_when_the_reader_is_done()
    {
        var reader = new NoiseReader(new SeededNoise(1), NoiseReader.ForOneDraw);
        reader.Next();
        Assert.Contains(Words(reader), word => word != 0);

        reader.Dispose();

        Assert.All(Words(reader), word => Assert.Equal(0UL, word));
        Assert.NotEqual(0UL, reader.Next());
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_block")]
    private static extern ref byte[] Block(SystemNoise noise);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_words")]
    private static extern ref ulong[] Words(NoiseReader reader);

    [Fact]
    public void Releases_that_run_side_by_side_share_no_block()
    {
        var provider = new SystemNoise();
        var table = new SafeSynth.Data.RawTable([], [], 0);

        Assert.NotSame(provider.ForRelease(table, ""), provider.ForRelease(table, ""));
    }
}
