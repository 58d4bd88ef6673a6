using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Benchmarks;

/// <summary>What public code is bound against: the libraries that we test with, as far as a project may know them.</summary>
internal static class CorpusReferences
{
    private const string DynamoDb = "AWSSDK.DynamoDBv2.dll";

    // The first set that has a library wins.
    private static readonly string[] Sets = ["AwsV4", "Polly8", "Redis", "CsRedis", "FreeRedis1", "Web", "Cqrs"];

    // Which libraries a project only knows when it references a package of such a name.
    private static readonly (string File, string Package)[] Brought =
    [
        ("^(Microsoft.AspNetCore|Microsoft.Extensions.Hosting)", @"AspNetCore|\.Hosting|^(MassTransit|Aspire\.|Microsoft\.NET\.Sdk\.(Web|Worker)|Microsoft\.Extensions\.Diagnostics\.HealthChecks$)"),
        ("^(StackExchange.Redis|CSRedisCore|FreeRedis)", "Redis"),
        ("^AWSSDK", "AWS|Amazon"),
        ("^MassTransit", "MassTransit"),
        ("^Polly", "Polly|Resilience"),
    ];

    private static readonly Lazy<Dictionary<string, MetadataReference>> All = new(static () => Sets.SelectMany(Body.ReferencesOf)
        .DistinctBy(static reference => Path.GetFileName(reference.Display!), StringComparer.OrdinalIgnoreCase).ToDictionary(static reference => Path.GetFileName(reference.Display!), StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<MetadataReference> DynamoDbV3 = new(static () => MetadataReference.CreateFromImage(AsVersion3(File.ReadAllBytes(All.Value[DynamoDb].Display!))));

    private static readonly Dictionary<string, MetadataReference> Empty = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The references of a project that knows what these projects, itself and all that it references, know of; those of code without a project are all.</summary>
    public static IEnumerable<MetadataReference> Of(IReadOnlyCollection<CorpusProject> projects)
    {
        var packages = projects.SelectMany(static project => project.Packages).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var unknown = projects.Count == 0 ? [] : Brought.Where(family => !packages.Exists(package => Regex.IsMatch(package, family.Package, RegexOptions.IgnoreCase))).ToList();
        foreach (var (file, reference) in All.Value)
        {
            // A library's own code is not bound against the library.
            if (!unknown.Exists(family => Regex.IsMatch(file, family.File, RegexOptions.IgnoreCase)) && !IsOwn(Path.GetFileNameWithoutExtension(file)))
                yield return file == DynamoDb && projects.Any(static project => project.UsesAwsV3) ? DynamoDbV3.Value : reference;
        }

        // Of the others the name is all that we have; some rules ask for no more.
        foreach (var name in packages.Where(package => !All.Value.ContainsKey(package + ".dll") && !IsOwn(package)))
            yield return Empty.TryGetValue(name, out var known) ? known : Empty[name] = CSharpCompilation.Create(name, options: new(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();

        bool IsOwn(string name) => projects.Any(project => name.Equals(project.AssemblyName, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The library under the number of the version before, whose names are the same as far as the rules look.</summary>
    private static byte[] AsVersion3(byte[] library)
    {
        using var image = new PEReader(new MemoryStream(library));
        var version = image.PEHeaders.MetadataStartOffset + image.GetMetadataReader().GetTableMetadataOffset(TableIndex.Assembly) + sizeof(uint);
        BinaryPrimitives.WriteUInt16LittleEndian(library.AsSpan(version), 3);
        return library;
    }
}
