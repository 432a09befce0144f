using SafeSynth.Generators;

namespace SafeSynth.Completers;

/// <summary>Completes the names of generators.</summary>
public sealed class GeneratorNameCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Summary)> Listed =>
        GeneratorCatalog.All.Select(generator => (generator.Info.Name, generator.Info.Summary));
}
