namespace SafeSynth.Tasks.Tests;

/// <summary>
/// A consumer's project in a directory of its own: a private file of 200 made-up visits, and a schema of both its columns.
/// </summary>
internal sealed class ScratchProject : IDisposable
{
    /// <summary>An item for <see cref="Private"/> that asks for epsilon 2 and leaves all else out.</summary>
    public const string Plain = """<PrivateFixture Include="private/visits.csv" Epsilon="2" Schema="visits.schema.json" />""";

    private readonly string _frameworks;

    public ScratchProject(PackedTasks package, string fixtures = Plain, string frameworks = "net10.0")
    {
        _frameworks = frameworks;
        Directory.CreateDirectory(System.IO.Path.Combine(Root, "private"));
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{package.Restored}" /></config>
              <packageSources><clear /><add key="local" value="{package.Source}" /></packageSources>
            </configuration>
            """);
        Write("visits.schema.json", """
            { "fields": [
              { "name": "ward", "type": "string", "constraints": { "required": true, "enum": ["north", "south", "west"] } },
              { "name": "days", "type": "integer", "constraints": { "required": true, "minimum": 0, "maximum": 9 } } ] }
            """);
        var visits = Enumerable.Range(0, 200).Select(i => $"{(i % 3 == 0 ? "north" : "south")},{i * 7 % 10}\n");
        Write(Private, "ward,days\n" + string.Concat(visits));
        Declare(fixtures);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("safesynth-scratch-").FullName;

    public static string Private => "private/visits.csv";

    public static string Fixture => "obj/safesynth/visits.csv";

    public static string Certificate => "obj/safesynth/visits.certificate.json";

    public static string Model => "obj/safesynth/visits.dpmodel";

    /// <summary>Writes the project file anew, with these items.</summary>
    public void Declare(string fixtures) => Write("App.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFrameworks>{_frameworks}</TargetFrameworks>
            <EnableWindowsTargeting>true</EnableWindowsTargeting>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="SafeSynth.Tasks" Version="*" PrivateAssets="all" />
            {fixtures}
          </ItemGroup>
        </Project>
        """);

    /// <summary>Makes the fixtures and nothing else.</summary>
    public CommandResult Generate() => DotNet.Run(Root, "msbuild", "-nologo", "-restore", "-t:GeneratePrivateFixtures");

    /// <summary>Makes the fixtures, which has to succeed.</summary>
    public CommandResult MustGenerate()
    {
        var result = Generate();
        Assert.True(result.Succeeded, result.Output);
        return result;
    }

    /// <summary>Makes the fixtures and judges releases.</summary>
    public CommandResult CheckGates(params string[] options) =>
        DotNet.Run(Root, ["msbuild", "-nologo", "-restore", "-t:CheckPrivacyGates", .. options]);

    /// <summary>Runs <c>dotnet build</c>, or another command on the project, and leaves no compiler behind.</summary>
    public CommandResult Build(string command = "build", params string[] options) =>
        DotNet.Run(Root, [command, "-nologo", "-p:UseSharedCompilation=false", .. options]);

    public string Path(string path) => System.IO.Path.Combine(Root, path);

    public bool Has(string path) => File.Exists(Path(path));

    public byte[] Bytes(string path) => File.ReadAllBytes(Path(path));

    public string[] Lines(string path) => File.ReadAllLines(Path(path));

    public void Write(string path, string content) => File.WriteAllText(Path(path), content);

    /// <summary>Makes a file newer than all that was built.</summary>
    public void Touch(string path) => File.SetLastWriteTimeUtc(Path(path), DateTime.UtcNow);

    public void Move(string from, string to) => File.Move(Path(from), Path(to));

    public void DeleteIntermediates() => Directory.Delete(Path("obj"), recursive: true);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
