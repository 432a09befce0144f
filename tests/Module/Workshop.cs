using System.Globalization;
using System.Text;

namespace SafeSynth.Tests;

/// <summary>A session with the module whose location is a folder of its own, which goes with it.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("safesynth-");

    public Workshop()
    {
        Session = new ModuleSession();
        Session.Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.FullName).Succeeds();
    }

    public ModuleSession Session { get; }

    /// <summary>The names of all files, temporary ones included.</summary>
    public IReadOnlyList<string> Files =>
        [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.FullName, file.FullName)).Order(StringComparer.Ordinal)];

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Write(string name, byte[] content) => File.WriteAllBytes(PathOf(name), content);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>The lines of a file, the header first.</summary>
    public string[] Lines(string name) => File.ReadAllLines(PathOf(name));

    public Transcript Run(string script, params object?[] arguments) => Session.Run(script, arguments);

    /// <summary>Writes rows of made-up people: age,city,born,paid.</summary>
    public void WritePeople(string name, int rows)
    {
        var text = new StringBuilder("age,city,born,paid\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{20 + i % 50},{(i % 3 == 0 ? "Bern" : "Basel")},{new DateOnly(1960, 1, 1).AddDays(i * 37 % 15000):yyyy-MM-dd},{i % 97 * 1.25:F2}\n");
        }

        Write(name, text.ToString());
    }

    /// <summary>Writes rows of 30 columns, c0 to c29, which take seconds to fit.</summary>
    public void WriteWide(string name, int rows)
    {
        var text = new StringBuilder(string.Join(',', Enumerable.Range(0, 30).Select(column => $"c{column}"))).Append('\n');
        for (var i = 0; i < rows; i++)
            text.AppendJoin(',', Enumerable.Range(1, 30).Select(column => i * column % 89)).Append('\n');
        Write(name, text.ToString());
    }

    public void Dispose()
    {
        Session.Dispose();
        _folder.Delete(recursive: true);
    }
}
