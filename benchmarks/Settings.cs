using System.Reflection;

namespace Arch.Benchmarks;

/// <summary>Where the build found things.</summary>
internal static class Settings
{
    public static string Repository => Metadata("Repository");

    public static string Peer(string name) => Metadata("Peer:" + name);

    private static string Metadata(string key) => typeof(Settings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
