using System.Management.Automation;
using SafeSynth.Completers;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Texts;

namespace SafeSynth.Commands;

/// <summary>Lists the generators that synthetic data can be made with.</summary>
/// <remarks>
/// A generator learns a model of the private rows within a budget. Each entry says what the generator learns, when to use it,
/// which accountant is valid for it and the paper it follows. The first one is used when none is named.
/// </remarks>
/// <example>
/// <para>List all generators</para>
/// <code>Get-DpGenerator</code>
/// </example>
/// <example>
/// <para>Read everything about one</para>
/// <code>Get-DpGenerator Mst | Format-List</code>
/// </example>
/// <example>
/// <para>List the generators of texts</para>
/// <code>Get-DpGenerator -Text</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "DpGenerator")]
[OutputType(typeof(GeneratorInfo))]
public sealed class GetDpGeneratorCommand : DpCmdlet
{
    /// <summary>The names to list; wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GeneratorNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Lists the generators of texts, for New-DpSyntheticText, in place of those of tables.</summary>
    [Parameter]
    public SwitchParameter Text { get; set; }

    private IEnumerable<GeneratorInfo> All =>
        Text ? TextGeneratorCatalog.All.Select(one => one.Info) : GeneratorCatalog.All.Select(one => one.Info);

    protected override void End()
    {
        foreach (var name in Name)
        {
            try
            {
                WriteObject(CatalogNames.List(name, All, info => info.Name, Find), enumerateCollection: true);
            }
            catch (SafeSynthException unknown)
            {
                WriteFault(unknown, name);
            }
        }
    }

    private GeneratorInfo Find(string name) => Text ? TextGeneratorCatalog.Find(name).Info : GeneratorCatalog.Find(name).Info;
}
