using System.Management.Automation;
using SafeSynth.Generators;

namespace SafeSynth.Commands;

/// <summary>Reads a fitted model from a .dpmodel file.</summary>
/// <remarks>The file is checked before it is used: a truncated or changed one is refused.</remarks>
/// <example>
/// <para>Sample a model that was kept</para>
/// <code>Import-DpModel ./hr.dpmodel | New-DpSyntheticData -Count 1000 -Seed 7</code>
/// </example>
[Cmdlet(VerbsData.Import, "DpModel", DefaultParameterSetName = PathSet)]
[OutputType(typeof(FittedModel))]
public sealed class ImportDpModelCommand : FileCommand
{
    private protected override void Read(string path) => WriteObject(ModelFile.Read(path));
}
