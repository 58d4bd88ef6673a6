using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Arch.CodeFixes.Engine;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>
/// What the assemblies mention, read from their metadata: an analyzer that touches the disk, the environment or the clock runs differently on every machine,
/// and one that references what the host does not have does not run at all.
/// </summary>
public class AssemblyConventions
{
    private static readonly string Analyzers = typeof(Catalogue).Assembly.Location;
    private static readonly string CodeFixes = typeof(BaselineFix).Assembly.Location;

    /// <summary>Types, and members as <c>Type.Member</c>.</summary>
    private static readonly string[] Banned =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.Path", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileStream", "System.IO.StreamReader", "System.IO.StreamWriter",
        "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Text.RegularExpressions.Regex",
        "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Wait", "System.Threading.Tasks.Task`1.get_Result",
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Random",
        "System.Reflection.Assembly.Load", "System.Globalization.CultureInfo.get_CurrentCulture",
        "Microsoft.CodeAnalysis.Compilation.GetTypeByMetadataName",
    ];

    public static TheoryData<string> Assemblies => ["Arch.Analyzers", "Arch.CodeFixes"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void NothingBanned_IsMentioned(string assembly)
    {
        var mentioned = Mentions(PathOf(assembly)).ToHashSet();
        // The compiler itself asks for the thread in every iterator.
        mentioned.RemoveWhere(name => name is "System.Environment" or "System.Environment.get_CurrentManagedThreadId");
        Complaints.None(from name in mentioned where Banned.Contains(name) || name.StartsWith("System.Environment") select $"{assembly} mentions {name}; BannedSymbols.txt says what to use instead");
    }

    [Theory]
    [InlineData(
        "Arch.Analyzers", "netstandard", "System.Collections.Immutable", "System.Reflection.Metadata", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp",
        "System.Memory", "System.Buffers", "Arch.YamlDotNet")]
    [InlineData(
        "Arch.CodeFixes", "netstandard", "System.Collections.Immutable", "System.Composition.AttributedModel", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp",
        "Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces", "Arch.Analyzers")]
    public void References_AreThoseThatEveryHostHas(string assembly, params string[] allowed)
    {
        using var file = new PEReader(File.OpenRead(PathOf(assembly)));
        var metadata = file.GetMetadataReader();
        Complaints.None(
            from handle in metadata.AssemblyReferences
            let name = metadata.GetString(metadata.GetAssemblyReference(handle).Name)
            where !allowed.Contains(name)
            select $"{assembly} references {name}");
    }

    [Fact]
    public void Versions_AreOne() => Assert.Equal(typeof(Catalogue).Assembly.GetName().Version, typeof(BaselineFix).Assembly.GetName().Version);

    /// <summary>The list above is worth something only if the search finds what is there.</summary>
    [Fact]
    public void Search_FindsTypesAndMembers()
    {
        var mentioned = Mentions(typeof(AssemblyConventions).Assembly.Location).ToHashSet();
        Assert.Contains("System.IO.File", mentioned);
        Assert.Contains("System.Text.RegularExpressions.Regex", mentioned);
        Assert.Contains("System.Environment", mentioned);
        Assert.Contains("System.Environment.GetEnvironmentVariable", mentioned);
    }

    private static string PathOf(string assembly) => assembly == "Arch.Analyzers" ? Analyzers : CodeFixes;

    private static IEnumerable<string> Mentions(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.TypeReferences)
            yield return NameOf(metadata, handle);
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
                yield return $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}";
            else if (member.Parent.Kind == HandleKind.TypeSpecification && GenericOf(metadata, (TypeSpecificationHandle)member.Parent) is { } generic)
                yield return $"{generic}.{metadata.GetString(member.Name)}";
        }
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    /// <summary>The open type of an instantiation: GENERICINST, CLASS or VALUETYPE, and the coded index of the type.</summary>
    private static string? GenericOf(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        signature.ReadCompressedInteger();
        var type = signature.ReadTypeHandle();
        return type.Kind == HandleKind.TypeReference ? NameOf(metadata, (TypeReferenceHandle)type) : null;
    }
}
