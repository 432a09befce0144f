using System.Management.Automation;

namespace SafeSynth.Commands;

/// <summary>A cmdlet that takes tables: objects from the pipeline, which are one table, and CSV files, each of which is one.</summary>
public abstract class TableCommand : DpCmdlet
{
    private protected const string ObjectSet = "Object", PathSet = "Path", LiteralPathSet = "LiteralPath";

    private readonly List<string> _piped = [];

    /// <summary>
    /// The rows, one object each: from Import-Csv, a query, or any .NET objects. The first one names the columns. A file from Get-ChildItem
    /// stands for the rows in it.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>A CSV file with a header line; wildcards are allowed, and every file is worked on by itself.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>A CSV file with a header line, taken literally.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Takes an object from the pipeline that is a row.</summary>
    private protected abstract void Take(PSObject? row);

    /// <summary>The full paths of all files that were named or piped.</summary>
    private protected List<string> AllFiles() => [.. FilesOf(Path, LiteralPath), .. _piped];

    protected override void Process()
    {
        if (ParameterSetName != ObjectSet) return;

        // "Get-ChildItem *.csv |" means the files, not the table of their names and sizes.
        if (InputObject?.BaseObject is FileSystemInfo file) _piped.Add(file.FullName);
        else Take(InputObject);
    }
}
