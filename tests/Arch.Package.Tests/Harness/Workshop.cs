namespace Arch.Package.Tests.Harness;

/// <summary>
/// The place of one test run: the package, packed once under a version that never was, the feed it lies in, and the scratch projects that install it.
/// </summary>
internal sealed class Workshop
{
    private static readonly string Project = Repository.PathOf("src", "Arch.Package");

    private static readonly Lazy<Task<Workshop>> Once = new(OpenAsync);

    private Workshop(string root, string version)
    {
        Root = root;
        Version = version;
    }

    public static Task<Workshop> Open() => Once.Value;

    public string Root { get; }

    public string Version { get; }

    public string Feed => Path.Combine(Root, "feed");

    public string PackageFile => Path.Combine(Feed, $"Arch.Analyzers.{Version}.nupkg");

    /// <summary>Compiles and packs the same once more, into another folder.</summary>
    public async Task<string> PackAgain()
    {
        var (exitCode, log) = await Dotnet.Run(Root, "build", Project, "-c", "Release", "--no-incremental", "-p:Version=" + Version,
            "-nodeReuse:false", "-p:UseSharedCompilation=false");
        Assert.True(exitCode == 0, log);
        var output = Path.Combine(Root, "again");
        await Pack(Root, output, Version);
        return Path.Combine(output, Path.GetFileName(PackageFile));
    }

    private static async Task<Workshop> OpenAsync()
    {
        var version = $"999.0.0-t{DateTime.UtcNow.Ticks}";
        var root = Path.Combine(Path.GetTempPath(), "arch-package-tests-" + version);
        Directory.CreateDirectory(root);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(root);

        var workshop = new Workshop(root, version);
        await Pack(root, workshop.Feed, version);
        await WriteSurroundings(workshop);
        return workshop;
    }

    private static async Task Pack(string root, string output, string version)
    {
        var (exitCode, log) = await Dotnet.Run(root, "pack", Project, "-c", "Release", "-o", output,
            "-p:Version=" + version, "-nodeReuse:false", "-p:UseSharedCompilation=false");
        Assert.True(exitCode == 0, log);
    }

    /// <summary>Nothing from above reaches the scratch projects, every one of them writes SARIF, and our package comes from our feed only.</summary>
    private static async Task WriteSurroundings(Workshop workshop)
    {
        var root = workshop.Root;
        File.WriteAllText(Path.Combine(root, ".editorconfig"), "root = true\n");
        File.WriteAllText(Path.Combine(root, "Directory.Packages.props"), "<Project />\n");
        File.WriteAllText(Path.Combine(root, "Directory.Build.props"), "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>\n");
        File.WriteAllText(Path.Combine(root, "Directory.Build.targets"), """
            <Project>
              <PropertyGroup>
                <ErrorLog>$(MSBuildProjectDirectory)/$(MSBuildProjectName).$(TargetFramework).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);

        var config = Path.Combine(root, "nuget.config");
        File.Copy(Repository.PathOf("nuget.config"), config);
        var shared = (await Dotnet.Run(root, "nuget", "locals", "global-packages", "--list")).Output;
        var text = File.ReadAllText(config);
        var sources = text[text.IndexOf("<packageSources>", StringComparison.Ordinal)..text.IndexOf("</packageSources>", StringComparison.Ordinal)];
        File.WriteAllText(config, $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(root, "packages")}" /></config>
              <fallbackPackageFolders><add key="shared" value="{shared[(shared.IndexOf(':') + 1)..].Trim()}" /></fallbackPackageFolders>
              {sources}
                <add key="arch" value="{workshop.Feed}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="arch"><package pattern="Arch.Analyzers" /><package pattern="Aaa.Neighbour" /><package pattern="Zzz.Neighbour" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
    }

    private static void Delete(string root)
    {
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (IOException)
        {
            // A file somebody still holds is left to the system's own cleaning.
        }
    }
}
