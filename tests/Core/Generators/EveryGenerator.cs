using SafeSynth.Generators;

namespace SafeSynth.Tests.Generators;

/// <summary>The catalogue as test data: whoever is listed in it has to pass every test that takes this.</summary>
public static class EveryGenerator
{
    public static TheoryData<string> Names => [.. GeneratorCatalog.All.Select(generator => generator.Info.Name)];
}
