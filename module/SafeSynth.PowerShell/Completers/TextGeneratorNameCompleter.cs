using SafeSynth.Texts;

namespace SafeSynth.Completers;

/// <summary>Completes the names of generators of texts.</summary>
public sealed class TextGeneratorNameCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Summary)> Listed =>
        TextGeneratorCatalog.All.Select(generator => (generator.Info.Name, generator.Info.Summary));
}
