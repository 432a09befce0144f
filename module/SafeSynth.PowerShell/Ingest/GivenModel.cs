using System.Management.Automation;
using SafeSynth.Generators;
using SafeSynth.Plans;

namespace SafeSynth.Ingest;

/// <summary>Reads a model that is given as a parameter: the path of a .dpmodel file, or a model itself.</summary>
internal static class GivenModel
{
    /// <summary>The full path of the file; null where the model itself was given.</summary>
    /// <exception cref="SafeSynthException">SS0119: it is neither.</exception>
    public static string? PathOf(object given, Func<string, string> resolve) =>
        OwnedTables.PathOf(given) is { } path ? resolve(path)
        : Unwrapped(given) is FittedModel ? null
        : throw PlanFault.NoModel();

    /// <exception cref="SafeSynthException">SS0119: it is neither. SS40nn: the file cannot be used.</exception>
    public static FittedModel Read(object given, Func<string, string> resolve) =>
        PathOf(given, resolve) is { } path ? ModelFile.Read(path) : (FittedModel)Unwrapped(given);

    private static object Unwrapped(object given) => given is PSObject wrapped ? wrapped.BaseObject : given;
}
