using System.Management.Automation;
using SafeSynth.Plans;

namespace SafeSynth.Commands;

/// <summary>A cmdlet that reads files one by one: a fault of one does not keep it from the others.</summary>
public abstract class FileCommand : DpCmdlet
{
    private protected const string PathSet = "Path", LiteralPathSet = "LiteralPath";

    /// <summary>The files to read; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read, taken literally.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Reads one file and emits what comes of it.</summary>
    private protected abstract void Read(string path);

    protected sealed override void Process()
    {
        foreach (var path in FilesOf(Path, LiteralPath))
        {
            try
            {
                Read(path);
            }
            catch (SafeSynthException fault)
            {
                WriteFault(fault, path);
            }
        }
    }
}
