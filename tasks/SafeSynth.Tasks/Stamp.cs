using System.Security.Cryptography;
using System.Text;

namespace SafeSynth.Tasks;

/// <summary>Marks a step of a fixture as done: a file that MSBuild compares times with, named by a hash of what was asked.</summary>
/// <remarks>
/// Asking for something else looks for a file that is not there, so the step runs; taking that back, before it could run, finds the old
/// file. The hash is of the item's metadata, which are public; nothing of the private source goes into it.
/// </remarks>
internal sealed class Stamp(string directory, string step, string request)
{
    /// <summary>The file: newer than every input when the step is done as asked.</summary>
    public string Path { get; } = System.IO.Path.Combine(directory, $"{Hash(request)}.{step}");

    /// <summary>Brings the stamps in line with the step's product, before times are compared.</summary>
    /// <remarks>
    /// A product without any stamp came with a checkout, whose times mean nothing. It is taken as made as asked: to make it anew could
    /// spend a second time, and that has to be somebody's wish.
    /// </remarks>
    public void Reconcile(string product)
    {
        if (!File.Exists(product))
            Clear();
        else if (!All().Any())
            Set();
    }

    /// <summary>Whether the step is done as it is asked now, and no input is newer.</summary>
    public bool IsSetAfter(IEnumerable<string> inputs) =>
        File.Exists(Path) && inputs.All(input => File.GetLastWriteTimeUtc(input) <= File.GetLastWriteTimeUtc(Path));

    /// <summary>Marks the step as done, as it is asked now.</summary>
    public void Set()
    {
        Clear();
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path, request);
    }

    private void Clear()
    {
        foreach (var stamp in All())
            File.Delete(stamp);
    }

    private string[] All() => Directory.Exists(directory) ? Directory.GetFiles(directory, $"*.{step}") : [];

    private static string Hash(string request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))[..16];
}
