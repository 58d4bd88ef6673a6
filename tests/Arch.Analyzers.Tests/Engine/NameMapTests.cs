using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Engine;

public class NameMapTests
{
    [Fact]
    public void Given_IsFound_AndOthersAreNot()
    {
        var map = Make();
        map.Add(NameKey.Of("Store"), "x");
        map.Add(NameKey.Of("Box`1"), "x");
        map.Add(NameKey.Of("InfraAttribute"), "x");
        Assert.All([map.Find(NameKey.Of("Store")), map.Find(NameKey.Of("Box")), map.Find(NameKey.Of("Infra").With("Attribute"))], Assert.NotNull);
        Assert.All(["store", "Stor", "Store2", "Infra", ""], name => Assert.Null(map.Find(NameKey.Of(name))));
    }

    [Fact]
    public void TwoValuesOfOneName_AreJoined()
    {
        var map = Make();
        map.Add(NameKey.Of("Store"), "a");
        map.Add(NameKey.Of("Box"), "a");
        map.Add(NameKey.Of("Store`1"), "b");
        Assert.Equal(("ab", "a"), (map.Find(NameKey.Of("Store")), map.Find(NameKey.Of("Box"))));
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
        var map = Make();
        map.Add(NameKey.Of(reader.GetBlobReader(reader.GetTypeDefinition(reader.TypeDefinitions.Last()).Name)), "x");
        Assert.NotNull(map.Find(NameKey.Of(name)));
    }

    /// <summary>The hashes of many names differ.</summary>
    [Fact]
    public void ManyNames_AreToldApart()
    {
        var map = Make();
        foreach (var number in Enumerable.Range(0, 50_000))
            map.Add(NameKey.Of($"get_Property{number}"), "x");
        Assert.InRange(Enumerable.Range(0, 50_000).Count(number => map.Find(NameKey.Of($"Property{number}")) is not null), 0, 5);
    }

    private static NameMap<string> Make() => new(static (left, right) => left + right);
}
