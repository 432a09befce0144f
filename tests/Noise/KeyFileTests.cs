using SafeSynth.Noise;
using SafeSynth.Plans;

namespace SafeSynth.Tests;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("safesynth").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_key_that_was_created_is_read_back()
    {
        var created = KeyFile.Create(At("key"));

        var read = KeyFile.Read(At("key"));

        Assert.Null(created.Warning);
        Assert.Null(read.Warning);
        Assert.Equal(Derived(created), Derived(read));
        Assert.NotEqual(Derived(created), Derived(KeyFile.Create(At("other"))));
    }

    [Fact]
    public void Hexadecimal_and_base64_spell_the_same_key()
    {
        var bytes = Enumerable.Range(200, 32).Select(i => (byte)i).ToArray();
        File.WriteAllText(At("hex"), $"  {Convert.ToHexString(bytes)}\r\n");
        File.WriteAllText(At("base64"), $"{Convert.ToBase64String(bytes)}\n");

        Assert.Equal(Derived(new KeyFile(new SecretKey(bytes), null)), Derived(KeyFile.Read(At("hex"))));
        Assert.Equal(Derived(KeyFile.Read(At("hex"))), Derived(KeyFile.Read(At("base64"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8*")]
    public void A_file_of_anything_else_is_refused_and_not_quoted(string text)
    {
        File.WriteAllText(At("key"), text);

        var fault = Assert.Throws<SafeSynthException>(() => KeyFile.Read(At("key")));

        Assert.Equal("SS2021", fault.Code);
        Assert.True(text.Length == 0 || !fault.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_goes_on_after_a_key_is_refused()
    {
        File.WriteAllText(At("key"), new string('0', 64) + new string(' ', 300));

        Assert.Equal("SS2021", Assert.Throws<SafeSynthException>(() => KeyFile.Read(At("key"))).Code);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        Assert.Equal("SS2020", Assert.Throws<SafeSynthException>(() => KeyFile.Read(At("nothing"))).Code);
        Assert.Equal("SS2020", Assert.Throws<SafeSynthException>(() => KeyFile.Read(_folder)).Code);
    }

    [Fact]
    public void A_key_is_never_overwritten()
    {
        KeyFile.Create(At("key"));
        var before = File.ReadAllText(At("key"));

        Assert.Equal("SS2022", Assert.Throws<SafeSynthException>(() => KeyFile.Create(At("key"))).Code);
        Assert.Equal(before, File.ReadAllText(At("key")));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherWrite, true)]
    public void A_key_that_others_may_read_or_write_is_warned_of(UnixFileMode mode, bool warns)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        KeyFile.Create(At("key"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At("key"), mode);

        Assert.Equal(warns, KeyFile.Read(At("key")).Warning is not null);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static byte[] Derived(KeyFile file) => file.Secret.Derive(new CanonicalBytes(), 32);
}
