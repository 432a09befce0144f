using System.Reflection;
using System.Runtime.Loader;

namespace SafeSynth;

/// <summary>Loads the module and everything it depends on apart from the libraries of PowerShell and of other modules.</summary>
/// <remarks>
/// This assembly is the only one that PowerShell's default load context sees, so the module can bring any version of a
/// library that the host or another module also uses. Assemblies that the module does not ship (PowerShell itself, the
/// framework) come from the default context, hence their types are shared with the host.
/// </remarks>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Assembly Loader = typeof(ModuleLoadContext).Assembly;

    private static readonly Lazy<Assembly> LoadedCmdlets = new(() =>
    {
        var path = Path.Combine(Path.GetDirectoryName(Loader.Location)!, "isolated", "SafeSynth.PowerShell.dll");
        return new ModuleLoadContext(path).LoadFromAssemblyPath(path);
    });

    private readonly AssemblyDependencyResolver _resolver;

    private ModuleLoadContext(string mainAssembly) : base("SafeSynth") => _resolver = new AssemblyDependencyResolver(mainAssembly);

    /// <summary>
    /// The assembly of the cmdlets, from <c>isolated/</c> beside this one. The same instance however often the module is imported.
    /// </summary>
    public static Assembly Cmdlets => LoadedCmdlets.Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == Loader.GetName().Name ? Loader
        : _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path)
        : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
