using System.Runtime.CompilerServices;

namespace Arch.Package.Tests.Harness;

/// <summary>The repository these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    private static string Find([CallerFilePath] string caller = "")
    {
        // A deterministic build maps source paths away, so the place of the test assembly has to do then.
        var start = File.Exists(caller) ? caller : AppContext.BaseDirectory;
        for (var directory = Path.GetDirectoryName(start); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Arch.sln")))
                return directory;
        }

        throw new InvalidOperationException($"There is no Arch.sln above '{start}'.");
    }
}
