using System.Diagnostics;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>Compiles a program, runs it as a process of its own, sends it SIGTERM when it has written "ready", SIGKILL when it is not done in time, and tells how it ended.</summary>
internal static class SignalledProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="references">What the program compiles against; <see cref="Refs.Web"/> brings the framework of ASP.NET Core.</param>
    /// <param name="source">C# with an entry point.</param>
    /// <param name="grace">How long the process may take before it is killed, as ECS does.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(RefSet references, string source, TimeSpan? grace = null)
    {
        var folder = Directory.CreateTempSubdirectory("arch-signal-").FullName;
        try
        {
            var path = Path.Combine(folder, "Program.dll");
            await using (var image = File.Create(path))
            {
                var emitted = new Lint { References = references, Sources = [("Code.cs", source)], AssemblyName = "Program" }.Compile().Emit(image);
                Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics) + "\n" + source);
            }

            // What is no part of a framework lies beside the program.
            foreach (var library in references.References.Select(static reference => reference.Display!).Where(static path => Directory.GetParent(path)!.Parent!.Name == "lib"))
                File.Copy(library, Path.Combine(folder, Path.GetFileName(library)));
            var framework = references == Refs.Web ? "Microsoft.AspNetCore.App" : "Microsoft.NETCore.App";
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Program.runtimeconfig.json"),
                $$"""{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "{{framework}}", "version": "10.0.0" } } }""");
            return await RunAsync(path, grace ?? Patience);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string path, TimeSpan grace)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [path]) { RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(Patience);
        var lines = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                lines.Add(line);
                if (line != "ready")
                    continue;
                using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
                patience.CancelAfter(grace);
            }

            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        return (process.ExitCode, string.Join(' ', lines));
    }
}
