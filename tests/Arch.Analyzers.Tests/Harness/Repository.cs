namespace Arch.Analyzers.Tests.Harness;

/// <summary>The files of this repository, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Arch.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException("Arch.sln is not above the test assembly.");
    }
}
