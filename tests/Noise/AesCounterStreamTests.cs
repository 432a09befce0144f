using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class AesCounterStreamTests
{
    // NIST SP 800-38A, appendix F.5.5: the output blocks, which are the stream itself.
    [Fact]
    public void The_stream_is_that_of_the_standard()
    {
        var seed = Convert.FromHexString("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4" + "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");

        Assert.Equal(
            "0BDF7DF1591716335E9A8B15C860C5025A6E699D536119065433863C8F657B941BC12C9C01610D5D0D8BD6A3378ECA622956E1C8693536B1BEE99C73A31576B6",
            Convert.ToHexString(Bytes(new AesCounterStream(seed), 64)));
    }

    [Fact]
    public void The_counter_is_carried_through_all_its_bytes()
    {
        var beforeCarry = new byte[48];
        beforeCarry.AsSpan(32).Fill(0xFF);

        Assert.Equal(Bytes(new AesCounterStream(new byte[48]), 64), Bytes(new AesCounterStream(beforeCarry), 80)[16..]);
    }

    [Fact]
    public void Pieces_of_any_size_are_the_same_stream()
    {
        var whole = Bytes(new AesCounterStream(new byte[48]), 60_000);
        var stream = new AesCounterStream(new byte[48]);
        int[] sizes = [1, 7, 16, 16_383, 0, 20_000];

        var pieces = sizes.SelectMany(size => Bytes(stream, size)).ToArray();

        Assert.Equal(whole[..pieces.Length], pieces);
    }

    private static byte[] Bytes(AesCounterStream stream, int count)
    {
        var bytes = new byte[count];
        stream.Fill(bytes);
        return bytes;
    }
}
