using System.Management.Automation;
using SafeSynth.Data;
using SafeSynth.Generators;

namespace SafeSynth.Commands;

/// <summary>Writes a fitted model to a .dpmodel file.</summary>
/// <remarks>The file is JSON with a checksum: documented, versioned, and nothing in it is ever executed. It holds no private row.</remarks>
/// <example>
/// <para>Keep a model</para>
/// <code>$model | Export-DpModel ./hr.dpmodel</code>
/// </example>
[Cmdlet(VerbsData.Export, "DpModel", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportDpModelCommand : DpCmdlet
{
    /// <summary>The model, from New-DpModel or Import-DpModel.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public FittedModel Model { get; set; } = null!;

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>Emits the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void Process()
    {
        Subject = Path;
        var path = Resolve(Path);
        if (!ShouldProcess(path, "Write the model"))
            return;
        using (var file = new AtomicFile(path))
        {
            ModelFile.Write(Model, file.Content);
            file.Commit();
        }

        if (PassThru)
            WriteObject(new FileInfo(path));
    }
}
