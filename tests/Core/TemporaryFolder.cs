using System.Text;

namespace SafeSynth.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("safesynth");

    public string[] Files => Directory.GetFiles(_directory.FullName);

    public string Path(string name) => System.IO.Path.Combine(_directory.FullName, name);

    public string File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
