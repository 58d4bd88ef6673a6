using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Engine;

public class NameSetTests
{
    [Fact]
    public void Given_IsFound_AndOthersAreNot()
    {
        var set = new NameSet();
        set.Add("Store");
        set.Add("Box`1");
        set.Add("InfraAttribute");
        Assert.True(set.MayContain("Store") && set.MayContain("Box") && set.MayContain("Infra", "Attribute"));
        Assert.False(set.MayContain("store") || set.MayContain("Stor") || set.MayContain("Store2") || set.MayContain("Infra") || set.MayContain(""));
    }

    /// <summary>Whatever is not ASCII counts for nothing, in both encodings alike.</summary>
    [Theory]
    [InlineData("Größe")]
    [InlineData("변수")]
    [InlineData("Box")]
    public void MetadataName_IsFound(string name)
    {
        var compilation = CSharpCompilation.Create("Names", [CSharpSyntaxTree.ParseText($"public class {name}<T> {{ }}")], Refs.Net10.References, new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        using var metadata = AssemblyMetadata.CreateFromImage(image.ToArray());
        var reader = metadata.GetModules()[0].GetMetadataReader();
        var set = new NameSet();
        set.Add(reader.GetBlobReader(reader.GetTypeDefinition(reader.TypeDefinitions.Last()).Name));
        Assert.True(set.MayContain(name));
    }

    /// <summary>The hashes of many names differ.</summary>
    [Fact]
    public void ManyNames_AreToldApart()
    {
        var set = new NameSet();
        foreach (var number in Enumerable.Range(0, 50_000))
            set.Add($"get_Property{number}");
        Assert.InRange(Enumerable.Range(0, 50_000).Count(number => set.MayContain($"Property{number}")), 0, 5);
    }
}
