using System.Management.Automation;
using SafeSynth.Generators;
using SafeSynth.Plans;

namespace SafeSynth.Commands;

/// <summary>Reads a fitted model from a .dpmodel file.</summary>
/// <remarks>The file is checked before it is used: a truncated or changed one is refused.</remarks>
/// <example>
/// <para>Sample a model that was kept</para>
/// <code>Import-DpModel ./hr.dpmodel | New-DpSyntheticData -Count 1000 -Seed 7</code>
/// </example>
[Cmdlet(VerbsData.Import, "DpModel", DefaultParameterSetName = PathSet)]
[OutputType(typeof(FittedModel))]
public sealed class ImportDpModelCommand : DpCmdlet
{
    private const string PathSet = "Path", LiteralPathSet = "LiteralPath";

    /// <summary>The files to read; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read, taken literally.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    protected override void Process()
    {
        foreach (var path in FilesOf(Path, LiteralPath))
        {
            try
            {
                WriteObject(ModelFile.Read(path));
            }
            catch (SafeSynthException fault)
            {
                WriteFault(fault, path);
            }
        }
    }
}
