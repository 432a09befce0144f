using System.Numerics;
using System.Security.Cryptography;
using SafeSynth.Data;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class KeyedNoiseTests
{
    private static readonly SecretKey Secret = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    // Computed by an independent implementation from HMAC-SHA256 and AES-256-CTR alone. A change of them is a change of every keyed
    // release.
    [Fact]
    public void Streams_and_fingerprints_are_what_the_documentation_says()
    {
        var release = new KeyedNoise(Secret, "v1").ForRelease(People(), "plan");

        Assert.Equal("5f662893fbd5551a655b5fabf4dbac1bec21521a9118932114d05a1307b1554d", release.Identity.Fingerprint);
        Assert.Equal("567787591ae896b6bac41f94a789fcc2515b50f9d2827d65ba15515cc80b0236", First32(release.ForEvent(3, "what is asked")));
        Assert.Equal("41115b02771e35f586f60ec3afb4a0839f27c8362e338895a8a09b5757f0ecb6", First32(new InsecureNoise(5).ForEvent(0, "x")));
    }

    // RFC 5869, appendix A.1.
    [Fact]
    public void Keys_are_derived_by_the_standard()
    {
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Convert.FromHexString("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), 42,
            Convert.FromHexString("000102030405060708090a0b0c"), Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9"));

        Assert.Equal("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865", Convert.ToHexStringLower(key));
    }

    [Fact]
    public void A_second_run_draws_the_same_bytes()
    {
        Assert.Equal(Stream(), Stream());
    }

    // Of unrelated bytes half the bits differ: 16,384 of 32,768, within 6.2 standard deviations of 90.5 but for one in a billion.
    [Fact]
    public void Whatever_changes_in_a_release_the_bytes_are_unrelated()
    {
        byte[][] streams =
        [
            Stream(),
            Stream(secret: new SecretKey(new byte[32])),
            Stream(source: People("8")),
            Stream(label: "v2"),
            Stream(plan: "plan2"),
            Stream(index: 1),
            Stream(descriptor: "what is asked?"),
            Stream(label: "v1plan", plan: ""),
            Stream(index: IReleaseNoise.BeforeEvents),
        ];

        for (var i = 0; i < streams.Length; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.InRange(streams[i].Zip(streams[j], (a, b) => BitOperations.PopCount((uint)(a ^ b))).Sum(), 16_384 - 561, 16_384 + 561);
        }
    }

    [Fact]
    public void Bytes_are_uniform()
    {
        var counts = new long[256];
        foreach (var value in Bytes(new KeyedNoise(Secret, "v1").ForRelease(People(), "plan").ForEvent(0, ""), 1_000_000))
            counts[value]++;

        ChiSquare.AssertFits(counts, [.. Enumerable.Repeat(1.0, 256)]);
    }

    [Fact]
    public void A_release_is_for_its_own_rows_only()
    {
        var people = People();
        var release = new KeyedNoise(Secret, "v1").ForRelease(people, "plan");

        Assert.True(release.IsFor(people));
        Assert.False(release.IsFor(People("8")));
    }

    [Fact]
    public void A_kind_says_what_the_guarantee_rests_on()
    {
        Assert.Equal(NoiseKind.Fresh, new SystemNoise().Kind);
        Assert.Equal(NoiseKind.Keyed, new KeyedNoise(Secret, "v1").Kind);
        Assert.Equal(NoiseKind.Void, new InsecureNoise(1).Kind);
    }

    [Fact]
    public void Insecure_noise_depends_on_seed_and_event()
    {
        Assert.Equal(First32(new InsecureNoise(1).ForEvent(0, "a")), First32(new InsecureNoise(1).ForEvent(0, "a")));
        Assert.Distinct(new[]
        {
            First32(new InsecureNoise(1).ForEvent(0, "a")), First32(new InsecureNoise(2).ForEvent(0, "a")),
            First32(new InsecureNoise(1).ForEvent(1, "a")), First32(new InsecureNoise(1).ForEvent(0, "b")),
        });
    }

    [Fact]
    public void A_secret_does_not_print()
    {
        Assert.Equal("", Secret.ToString());
        Assert.DoesNotContain("0", new KeyFile(Secret, null).ToString(), StringComparison.Ordinal);
    }

    private static byte[] Stream(
        SecretKey? secret = null, RawTable? source = null, string label = "v1", string plan = "plan", int index = 0, string descriptor = "what is asked") =>
        Bytes(new KeyedNoise(secret ?? Secret, label).ForRelease(source ?? People(), plan).ForEvent(index, descriptor), 4096);

    private static string First32(INoiseSource stream) => Convert.ToHexStringLower(Bytes(stream, 32));

    private static byte[] Bytes(INoiseSource stream, int count)
    {
        var bytes = new byte[count];
        stream.Fill(bytes);
        return bytes;
    }

    private static RawTable People(string number = "7")
    {
        var table = new TableBuilder(["who", "n"]);
        foreach (var (who, n) in new[] { ("ann", number), ("", "-2") })
        {
            table[0].Add(who);
            table[1].Add(n);
            table.EndRow();
        }

        return table.Build();
    }
}
