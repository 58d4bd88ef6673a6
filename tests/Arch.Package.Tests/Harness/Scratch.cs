namespace Arch.Package.Tests.Harness;

/// <summary>
/// A folder with projects that install the package. Cases of one environment are projects beside each other: one restore and one build serve them all.
/// </summary>
internal sealed class Scratch
{
    private const string Solution = "All.slnx";

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
        return await _workshop.MustRun(Directory, commandLine);
    }

    /// <summary>
    /// <c>dotnet format analyzers</c> for these rules; each <c>NAME=value</c> in front of the other arguments is an environment variable.
    /// </summary>
    public Task<string> Format(string rules, params string[] arguments) => Run(FormatCommand(rules, arguments));

    /// <summary>The exit code by which <c>dotnet format analyzers</c> says whether it would change anything.</summary>
    public async Task<int> VerifyFormat(string rules)
    {
        await Restore();
        return (await _workshop.Run(Directory, FormatCommand(rules, ["--verify-no-changes"]))).ExitCode;
    }

    /// <summary>What <c>dotnet format analyzers</c> would change, or says that it cannot; it changes nothing.</summary>
    public async Task<FormatReport> ReportFormat(string rules)
    {
        await Restore();
        var report = Path.Combine(Directory, "format");
        var (_, output) = await _workshop.Run(Directory, FormatCommand(rules, ["--verify-no-changes", "--report", report]));
        Assert.True(System.IO.Directory.Exists(report), output);
        return new FormatReport(Path.Combine(report, "format-report.json"), Directory);
    }

    private static string[] FormatCommand(string rules, string[] arguments)
    {
        var (variables, rest) = Dotnet.Split(arguments);
        return [.. variables, "format", "analyzers", Solution, .. rest, "--no-restore", "--severity", "info", "-v", "n", "--diagnostics", .. rules.Split(' ')];
    }

    private async Task<Build> Run(string option, string[] arguments)
    {
        await Restore();
        foreach (var old in Find("*.sarif"))
            File.Move(old, Path.Combine(_workshop.Evidence, Guid.NewGuid() + ".sarif"));
        var (variables, rest) = Dotnet.Split(arguments);
        string[] target = rest is [var first, ..] && !first.StartsWith('-') ? [] : [Solution];
        var (exitCode, output) = await _workshop.Run(Directory, [.. variables, "build", .. target, .. rest, "--no-restore", option, "-nodeReuse:false",
            "-p:UseSharedCompilation=false"]);
        return new Build(exitCode, output, Find("*.sarif"), Directory);
    }

    private async Task Restore()
    {
        if (_restored)
            return;
        // Each in a folder of its own, so that two projects may have one name.
        var projects = from path in Find("*.??proj")
                       let relative = Path.GetRelativePath(Directory, path).Replace('\\', '/')
                       select $"<Folder Name=\"/{Path.GetDirectoryName(relative)}/\"><Project Path=\"{relative}\" /></Folder>";
        File.WriteAllText(Path.Combine(Directory, Solution), $"<Solution>{string.Concat(projects)}</Solution>");
        await _workshop.MustRun(Directory, "restore", Solution, "-nodeReuse:false");
        _restored = true;
    }

    private string[] Find(string pattern) =>
        [.. System.IO.Directory.EnumerateFiles(Directory, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
