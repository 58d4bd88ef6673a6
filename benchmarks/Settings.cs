using System.Reflection;

namespace Arch.Benchmarks;

/// <summary>Where the build found things.</summary>
internal static class Settings
{
    public static string Repository => Metadata("Repository");

    /// <summary>The C# compiler of the SDK.</summary>
    public static string Compiler => Metadata("Compiler");

    public static string Peer(string name) => Metadata("Peer:" + name);

    private static string Metadata(string key) => typeof(Settings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
