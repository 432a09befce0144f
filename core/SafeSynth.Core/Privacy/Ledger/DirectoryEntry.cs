using System.Runtime.InteropServices;

namespace SafeSynth.Privacy;

/// <summary>Makes the name of a new file as durable as its content.</summary>
/// <remarks>
/// On Unix a file's name belongs to its folder, which must be flushed too or a crash could leave a flushed file that nobody can find.
/// Best effort: a file system that does not flush folders (some network ones) says so by an error that nothing can be done about, and the
/// common ones keep the name along with the first flush of the file. Windows keeps names in a journal.
/// </remarks>
internal static partial class DirectoryEntry
{
    private const int ReadOnly = 0;

    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Open(Path.GetDirectoryName(Path.GetFullPath(path))!, ReadOnly);
        if (folder < 0)
            return;
        _ = Sync(folder);
        _ = Close(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
