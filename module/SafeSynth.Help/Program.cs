using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using SafeSynth.Help;

// SafeSynth.Help <cmdlet assembly> <help file>: writes the MAML help of the cmdlets from their /// comments.
if (args is not [var assemblyPath, var helpPath])
{
    Console.Error.WriteLine("Usage: SafeSynth.Help <cmdlet assembly> <help file>");
    return 2;
}

assemblyPath = Path.GetFullPath(assemblyPath);
var context = new AssemblyLoadContext("cmdlets");
var resolver = new AssemblyDependencyResolver(assemblyPath);
context.Resolving += (_, name) => resolver.ResolveAssemblyToPath(name) is { } path ? context.LoadFromAssemblyPath(path) : null;

var cmdlets = context.LoadFromAssemblyPath(assemblyPath).GetTypes()
    .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)
    .Select(type => new CmdletInfo(NameOf(type), type))
    .OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal).ThenBy(cmdlet => cmdlet.Verb, StringComparer.Ordinal);

var comments = new Comments(Path.ChangeExtension(assemblyPath, ".xml"));
new MamlWriter(comments).Document(cmdlets).Save(helpPath);
return 0;

static string NameOf(Type type)
{
    var attribute = type.GetCustomAttribute<CmdletAttribute>()!;
    return $"{attribute.VerbName}-{attribute.NounName}";
}
