using System.Security.Cryptography;
using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>A file that appears whole or not at all: written under another name beside its target, then moved over it.</summary>
/// <remarks>
/// Readers of the target see the old content or the new, never a part. Where the target is a link, what it points to is replaced.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    private readonly string _path, _target, _temporary;
    private readonly FileStream _stream;
    private bool _isCommitted;

    /// <summary>Opens the file for writing, in a directory that exists.</summary>
    /// <exception cref="SafeSynthException">SS1010: the target cannot be written.</exception>
    public AtomicFile(string path)
    {
        _path = path;
        try
        {
            var link = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
            _target = link?.FullName ?? Path.GetFullPath(path);
            if (Directory.Exists(_target)) throw new IOException("it is a directory");
            if (_target.StartsWith("/dev/", StringComparison.Ordinal)) throw new IOException("it is a device");
            if (File.Exists(_target)) OpenForWriting(_target);

            var name = $".{Path.GetFileName(_target)}.{Path.GetRandomFileName()}";
            _temporary = Path.Combine(Path.GetDirectoryName(_target)!, name);
            _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unwritable(fault);
        }
    }

    /// <summary>Takes the content, from its start. Belongs to this file: do not dispose it.</summary>
    public Stream Content => _stream;

    /// <summary>The SHA-256 hash of what has been written, in lower-case hexadecimal.</summary>
    /// <exception cref="SafeSynthException">SS1010: the disk is full or gone.</exception>
    public string Hash()
    {
        try
        {
            _stream.Flush();
            _stream.Position = 0;
            return Convert.ToHexStringLower(SHA256.HashData(_stream));
        }
        catch (IOException fault)
        {
            throw Unwritable(fault);
        }
    }

    /// <summary>Puts the file in the place of its target. Nothing can be written after that.</summary>
    /// <exception cref="SafeSynthException">SS1010: the disk is full, or the target has become unwritable; it is as it was.</exception>
    public void Commit() => Commit(_target);

    /// <summary>Puts the file in the place of another target in the same directory; its own is as it was.</summary>
    /// <exception cref="SafeSynthException">SS1010: the disk is full, or the place is unwritable.</exception>
    public void Commit(string target)
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_temporary, target, overwrite: true);
            _isCommitted = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(fault);
        }
    }

    /// <summary>Without a <see cref="Commit()"/>, leaves the target as it was.</summary>
    public void Dispose()
    {
        if (_isCommitted) return;
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // The last bytes did not fit on the disk; they are thrown away in any case.
        }

        File.Delete(_temporary);
    }

    /// <summary>Fails if the existing file may not be written, which moving another over it would not always notice.</summary>
    private static void OpenForWriting(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();

    private SafeSynthException Unwritable(Exception fault) =>
        new("SS1010", $"'{_path}' cannot be written: {fault.Message.TrimEnd('.')}. Give a path that can be written to.", fault);
}
