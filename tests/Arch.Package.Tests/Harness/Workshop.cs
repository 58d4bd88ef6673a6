namespace Arch.Package.Tests.Harness;

/// <summary>
/// The place of one test run: the package, packed once under a version that never was, the feed it lies in, and the scratch projects that install it.
/// </summary>
internal sealed class Workshop
{
    private static readonly Lazy<Task<Workshop>> Once = new(OpenAsync);

    private int _commands;

    private Workshop(string root)
    {
        Root = root;
        Version = $"999.0.0-t{DateTime.UtcNow.Ticks}";
        foreach (var directory in new[] { Evidence, Temporary })
            Directory.CreateDirectory(directory);
    }

    public static Task<Workshop> Open() => Once.Value;

    /// <summary>Removes the folder of this run, if there is one; other runs have other folders.</summary>
    public static void Close()
    {
        if (Once is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            Directory.Delete(Once.Value.Result.Root, recursive: true);
    }

    public string Root { get; }

    public string Version { get; }

    public string Feed => Path.Combine(Root, "feed");

    public string PackageFile => Path.Combine(Feed, $"Arch.Analyzers.{Version}.nupkg");

    /// <summary>What every command printed, and the SARIF files that a later build replaced.</summary>
    public string Evidence => Path.Combine(Root, "evidence");

    /// <summary>What the commands keep in the system's temporary folder lies here, where nobody else cleans up.</summary>
    private string Temporary => Path.Combine(Root, "tmp");

    /// <inheritdoc cref="Dotnet.Run"/>
    public async Task<(int ExitCode, string Output)> Run(string directory, params string[] commandLine)
    {
        var result = await Dotnet.Run(directory, [$"TMPDIR={Temporary}", $"TMP={Temporary}", $"TEMP={Temporary}", .. commandLine]);
        var log = Path.Combine(Evidence, $"{Interlocked.Increment(ref _commands):000}.log");
        await File.WriteAllTextAsync(log, $"{directory}$ dotnet {string.Join(' ', commandLine)}\n{result.Output}");
        return result;
    }

    /// <summary>Runs what has to succeed, and shows what it said if it does not.</summary>
    public async Task<string> MustRun(string directory, params string[] commandLine)
    {
        var (exitCode, output) = await Run(directory, commandLine);
        Assert.True(exitCode == 0, $"'dotnet {string.Join(' ', commandLine)}' ended with {exitCode}:\n{output}");
        return output;
    }

    /// <summary>Compiles and packs the same once more, into another folder.</summary>
    public async Task<string> PackAgain()
    {
        var again = Path.Combine(Root, "again");
        await Make("build", "--no-incremental");
        await Make("pack", "-o", again);
        return Path.Combine(again, Path.GetFileName(PackageFile));
    }

    private static async Task<Workshop> OpenAsync()
    {
        var workshop = new Workshop(Directory.CreateTempSubdirectory("arch-package-tests-").FullName);
        try
        {
            await workshop.Make("pack", "-o", workshop.Feed);
            await workshop.WriteSurroundings();
            return workshop;
        }
        catch
        {
            Directory.Delete(workshop.Root, recursive: true);
            throw;
        }
    }

    // Outside the repository, so that two runs may do it at the same time.
    private Task<string> Make(string command, params string[] arguments) => MustRun(Root, [command, Repository.PathOf("src", "Arch.Package"), "-c", "Release",
        "--artifacts-path", Path.Combine(Root, "artifacts"), "-p:Version=" + Version, "-nodeReuse:false", "-p:UseSharedCompilation=false", .. arguments]);

    /// <summary>Nothing from above reaches the scratch projects, every one of them writes SARIF, and our package comes from our feed only.</summary>
    private async Task WriteSurroundings()
    {
        File.WriteAllText(Path.Combine(Root, ".editorconfig"), "root = true\n");
        File.WriteAllText(Path.Combine(Root, "Directory.Packages.props"), "<Project />\n");
        File.WriteAllText(Path.Combine(Root, "Directory.Build.props"), "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>\n");
        File.WriteAllText(Path.Combine(Root, "Directory.Build.targets"), """
            <Project>
              <PropertyGroup>
                <ErrorLog>$(MSBuildProjectDirectory)/$(MSBuildProjectName).$(TargetFramework).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);

        var config = Path.Combine(Root, "nuget.config");
        File.Copy(Repository.PathOf("nuget.config"), config);
        var shared = await MustRun(Root, "nuget", "locals", "global-packages", "--list");
        var text = File.ReadAllText(config);
        var sources = text[text.IndexOf("<packageSources>", StringComparison.Ordinal)..text.IndexOf("</packageSources>", StringComparison.Ordinal)];
        File.WriteAllText(config, $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Root, "packages")}" /></config>
              <fallbackPackageFolders><add key="shared" value="{shared[(shared.IndexOf(':') + 1)..].Trim()}" /></fallbackPackageFolders>
              {sources}
                <add key="arch" value="{Feed}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="arch"><package pattern="Arch.Analyzers" /><package pattern="Aaa.Neighbour" /><package pattern="Zzz.Neighbour" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
    }
}
