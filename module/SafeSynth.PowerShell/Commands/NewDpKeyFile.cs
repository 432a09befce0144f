using System.Management.Automation;
using SafeSynth.Noise;

namespace SafeSynth.Commands;

/// <summary>Makes a secret key for releases that can be made again, byte for byte, at no cost.</summary>
/// <remarks>
/// Whoever has the key can take the noise off every release made with it: keep it as safe as the data, apart from the releases. A key that
/// is lost loses nothing but the ability to repeat; a new key needs new data versions, which spend anew.
/// </remarks>
/// <example>
/// <para>Make a key, and a release that a second run repeats</para>
/// <code>New-DpKeyFile ./hr.key; New-DpModel ./hr.csv -Epsilon 1 -KeyFile ./hr.key -DataVersion 2026-11 -Ledger ./hr.ledger.jsonl -OutFile ./hr.dpmodel</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpKeyFile", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewDpKeyFileCommand : DpCmdlet
{
    /// <summary>The file to create; no file is ever overwritten.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    protected override void End()
    {
        var path = Resolve(Path);
        Subject = path;
        if (!ShouldProcess(path, "Make a secret key"))
            return;
        KeyFile.Create(path);
        WriteObject(new FileInfo(path));
    }
}
