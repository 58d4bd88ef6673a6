using System.Runtime.Loader;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Redis;

/// <summary>Compiles the source of a <see cref="Lint"/> and runs its <c>Live.Run(int port)</c> with the real library.</summary>
internal static class LiveCode
{
    public static async Task<string[]> RunAsync(Lint lint, int port)
    {
        using var image = new MemoryStream();
        var emitted = lint.Compile().Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics) + "\n" + lint.Sources[0].Text);

        var libraries = lint.References.References.Select(reference => reference.Display!).Where(path => path.Contains("/packages/") || path.Contains("/.nuget/"))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
        // Never unloaded: the clients keep sockets and timers, whose callbacks come after the test.
        var context = new AssemblyLoadContext("live", isCollectible: false);
        context.Resolving += (own, name) => libraries.TryGetValue(name.Name!, out var path) ? own.LoadFromAssemblyPath(path) : null;
        image.Position = 0;
        var run = context.LoadFromStream(image).GetType("Live")!.GetMethod("Run")!;
        var result = await (Task<string[]>)run.Invoke(null, [port])!;
        Array.Sort(result, StringComparer.Ordinal);
        return result;
    }
}
