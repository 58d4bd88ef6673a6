using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Arch.Package.Tests;

/// <summary>What is in the box, before anybody installs it.</summary>
public sealed class ContentTests : IAsyncLifetime
{
    private const string Analyzers = "analyzers/dotnet/roslyn4.8/cs/";

    /// <summary>What Roslyn 4.8.0 and its Workspaces bring with them.</summary>
    private static readonly Dictionary<string, Version> HostAssemblies = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
        ["System.Buffers"] = new(4, 0, 3, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Composition.AttributedModel"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Reflection.Metadata"] = new(7, 0, 0, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
    };

    private Workshop _workshop = null!;

    public async Task InitializeAsync() => _workshop = await Workshop.Open();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Entries_AreExactlyThese()
    {
        Assert.Equal(
            [
                "Arch.Analyzers.nuspec",
                "LICENSE",
                "README.md",
                "THIRD-PARTY-NOTICES.txt",
                Analyzers + "Arch.Analyzers.dll",
                Analyzers + "Arch.CodeFixes.dll",
                Analyzers + "Arch.YamlDotNet.dll",
                "build/Arch.Analyzers.props",
                "build/Arch.Analyzers.targets",
                "buildMultiTargeting/Arch.Analyzers.props",
                "buildTransitive/Arch.Analyzers.props",
                "buildTransitive/Arch.Analyzers.targets",
                "icon.png",
                "presets/all.globalconfig",
                "presets/minimum.globalconfig",
                "presets/none.globalconfig",
                "schema/arch.schema.json",
            ],
            Read(_workshop.PackageFile).Keys.Where(static name => !IsPackaging(name)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TwoPacksOfOneCommit_HaveEqualEntries()
    {
        var again = Read(await _workshop.PackAgain());
        foreach (var (name, content) in Read(_workshop.PackageFile).Where(static entry => !IsPackaging(entry.Key)))
            Assert.True(SHA256.HashData(content).SequenceEqual(SHA256.HashData(again[name])), name + " differs");
    }

    [Fact]
    public void EveryPathThatBuildFilesMention_Exists()
    {
        var entries = Read(_workshop.PackageFile);
        foreach (var (name, text) in Texts(".props", ".targets"))
        {
            foreach (Match import in Regex.Matches(text, "<Import Project=\"([^\"$]+)\""))
                Assert.Contains(Resolve(name, import.Groups[1].Value), entries.Keys);
            foreach (Match path in Regex.Matches(text, @"'\$\(MSBuildThisFileDirectory\)', '([^']+)'"))
            {
                foreach (var mode in new[] { "none", "minimum", "all" })
                    Assert.Contains(Resolve(name, path.Groups[1].Value.Replace("$(ArchMode.ToLowerInvariant())", mode)), entries.Keys);
            }
        }
    }

    [Fact]
    public void NoShippedFile_SetsASeverityThatDefeatsTheEscalation()
    {
        foreach (var (name, text) in Texts(".globalconfig", ".props", ".targets", ".editorconfig"))
        {
            foreach (Match severity in Regex.Matches(text, @"severity\s*=\s*(\w+)"))
                Assert.True(severity.Groups[1].Value is "none" or "default", $"{name}: {severity.Value}");
            Assert.DoesNotContain("<WarningsAsErrors", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<TreatWarningsAsErrors", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Presets_AreBelowEveryCompanysOwn_AndLeaveTheToolsVoiceAlone()
    {
        var presets = Texts(".globalconfig").ToArray();
        Assert.Equal(3, presets.Length);
        foreach (var (_, text) in presets)
        {
            Assert.Contains("is_global = true\nglobal_level = -110\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ARCH9", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Arch.Analyzers.dll")]
    [InlineData("Arch.CodeFixes.dll")]
    [InlineData("Arch.YamlDotNet.dll")]
    public void References_AreThoseOfTheOldestHost(string file)
    {
        using var stream = new MemoryStream(Read(_workshop.PackageFile)[Analyzers + file]);
        using var pe = new PEReader(stream);
        var metadata = pe.GetMetadataReader();
        var definition = metadata.GetAssemblyDefinition();
        Assert.Equal(Path.GetFileNameWithoutExtension(file), metadata.GetString(definition.Name));
        Assert.True(definition.PublicKey.IsNil);

        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            var name = metadata.GetString(reference.Name);
            if (name.StartsWith("Arch.", StringComparison.Ordinal))
                Assert.True(file != "Arch.YamlDotNet.dll" && name != "Arch.CodeFixes", $"{file} must not know {name}");
            else if (name.Contains("Workspaces", StringComparison.Ordinal))
                Assert.Equal("Arch.CodeFixes.dll", file);
            if (!name.StartsWith("Arch.", StringComparison.Ordinal))
                Assert.True(HostAssemblies.TryGetValue(name, out var version) && reference.Version <= version, $"{file} wants {name} {reference.Version}");
        }
    }

    [Fact]
    public void OwnAssemblies_HaveOneVersion_AndCarryTheirSymbols()
    {
        var versions = new List<Version>();
        foreach (var file in new[] { "Arch.Analyzers.dll", "Arch.CodeFixes.dll" })
        {
            using var stream = new MemoryStream(Read(_workshop.PackageFile)[Analyzers + file]);
            using var pe = new PEReader(stream);
            versions.Add(pe.GetMetadataReader().GetAssemblyDefinition().Version);
            Assert.Contains(pe.ReadDebugDirectory(), static entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        }

        Assert.Single(versions.Distinct());
    }

    [Fact]
    public void Nuspec_SaysWhatItIs_AndDependsOnNothing()
    {
        var nuspec = XDocument.Load(new MemoryStream(Read(_workshop.PackageFile)["Arch.Analyzers.nuspec"]));
        string? Value(string name) => nuspec.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal("Arch.Analyzers", Value("id"));
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.DoesNotContain(nuspec.Descendants(), static element => element.Name.LocalName == "dependency");

        var repository = nuspec.Descendants().Single(static element => element.Name.LocalName == "repository");
        Assert.Equal("git", repository.Attribute("type")?.Value);
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")?.Value);
        Assert.Equal(Value("projectUrl"), repository.Attribute("url")?.Value);
    }

    [Fact]
    public void Notices_NameWhatTravelsWithUs()
    {
        var notices = Texts("NOTICES.txt").Single().Text;
        var version = Regex.Match(Repository.Read("Directory.Packages.props"), "\"YamlDotNet\" Version=\"([^\"]+)\"").Groups[1].Value;
        Assert.Contains("YamlDotNet " + version, notices, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted, free of charge", notices, StringComparison.Ordinal);
    }

    private static bool IsPackaging(string name) => name is "[Content_Types].xml" || name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal);

    private static string Resolve(string file, string relative) =>
        Path.GetRelativePath("/", Path.GetFullPath(relative, "/" + Path.GetDirectoryName(file))).Replace('\\', '/');

    private static Dictionary<string, byte[]> Read(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return zip.Entries.ToDictionary(static entry => entry.FullName, static entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    private IEnumerable<(string Name, string Text)> Texts(params string[] endings) =>
        from entry in Read(_workshop.PackageFile)
        where endings.Any(ending => entry.Key.EndsWith(ending, StringComparison.Ordinal))
        select (entry.Key, System.Text.Encoding.UTF8.GetString(entry.Value));
}
