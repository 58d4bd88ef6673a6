namespace Arch.Package.Tests.Harness;

/// <summary>
/// A folder with projects that install the package. Cases of one environment are projects beside each other: one restore and one build serve them all.
/// </summary>
internal sealed class Scratch
{
    private readonly Workshop _workshop;
    private bool _restored;

    private Scratch(Workshop workshop, string directory)
    {
        _workshop = workshop;
        Directory = directory;
        System.IO.Directory.CreateDirectory(directory);
    }

    public string Directory { get; }

    public static async Task<Scratch> Create(string name)
    {
        var workshop = await Workshop.Open();
        return new Scratch(workshop, Path.Combine(workshop.Root, name));
    }

    /// <summary>Writes a file; <c>VERSION</c> in a project stands for the version under test.</summary>
    public Scratch Write(string path, string text)
    {
        var full = Path.Combine(Directory, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        if (Path.GetExtension(path) is ".csproj" or ".vbproj" or ".fsproj" or ".props" or ".targets")
        {
            text = text.Replace("VERSION", _workshop.Version, StringComparison.Ordinal);
            _restored = false;
        }

        File.WriteAllText(full, text);
        return this;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Directory, path));

    public bool Exists(string path) => File.Exists(Path.Combine(Directory, path));

    /// <summary>
    /// Builds everything anew, or the project that the arguments name first. Each <c>NAME=value</c> in front is an environment variable.
    /// </summary>
    public Task<Build> Build(params string[] arguments) => Run("--no-incremental", arguments);

    /// <summary>Builds what changed since the last time.</summary>
    public Task<Build> BuildAgain(params string[] arguments) => Run("--nologo", arguments);

    public async Task<string> Run(params string[] commandLine)
    {
        await Restore();
        var (exitCode, output) = await Dotnet.Run(Directory, commandLine);
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>
    /// <c>dotnet format analyzers</c> for these rules, over everything or over the project or solution that <paramref name="arguments"/> name first;
    /// each <c>NAME=value</c> in front is an environment variable.
    /// </summary>
    public async Task<(int ExitCode, string Output)> Format(string rules, params string[] arguments)
    {
        await Restore();
        var (variables, rest) = Dotnet.Split(arguments);
        var result = await Dotnet.Run(Directory, [.. variables, "format", "analyzers", .. Target(rest), .. rest, "--no-restore", "--severity", "info", "-v", "n",
            "--diagnostics", .. rules.Split(' ')]);
        Secrets.AssertAbsent(result.Output);
        return result;
    }

    private async Task<Build> Run(string option, string[] arguments)
    {
        await Restore();
        foreach (var old in Find("*.sarif"))
            File.Delete(old);
        var (variables, rest) = Dotnet.Split(arguments);
        var (exitCode, output) = await Dotnet.Run(Directory, [.. variables, "build", .. Target(rest), .. rest, "--no-restore", option, "-nodeReuse:false",
            "-p:UseSharedCompilation=false"]);
        return new Build(exitCode, output, Find("*.sarif"), Directory);
    }

    private static string[] Target(string[] arguments) => arguments is [var first, ..] && !first.StartsWith('-') ? [] : ["All.slnx"];

    private async Task Restore()
    {
        if (_restored)
            return;
        var projects = Find("*.??proj").Select(path => $"<Project Path=\"{Path.GetRelativePath(Directory, path)}\" />");
        File.WriteAllText(Path.Combine(Directory, "All.slnx"), $"<Solution>{string.Concat(projects)}</Solution>");
        var (exitCode, output) = await Dotnet.Run(Directory, "restore", "All.slnx", "-nodeReuse:false");
        Assert.True(exitCode == 0, output);
        _restored = true;
    }

    private string[] Find(string pattern) =>
        [.. System.IO.Directory.EnumerateFiles(Directory, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
