using System.IO.Compression;

namespace Arch.Package.Tests;

/// <summary>Runs alone and after everything else, over all that the other tests made the tools print and write.</summary>
[Collection(nameof(Afterwards))]
public sealed class EvidenceTests
{
    private static readonly string[] Written = ["*.log", "*.sarif", "*.binlog", "arch.baseline.txt"];

    [Fact]
    public async Task NothingThatWasEverSaid_ShowsAKeyOrACrash()
    {
        var workshop = await Workshop.Open();
        var files = Written.SelectMany(pattern => Directory.EnumerateFiles(workshop.Root, pattern, SearchOption.AllDirectories)).ToArray();
        Assert.NotEmpty(files);
        foreach (var file in files)
            Evidence.AssertClean(file.EndsWith(".binlog", StringComparison.Ordinal) ? Unzip(file) : File.ReadAllText(file), file);
    }

    private static string Unzip(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    [CollectionDefinition(nameof(Afterwards), DisableParallelization = true)]
    public sealed class Afterwards;
}
