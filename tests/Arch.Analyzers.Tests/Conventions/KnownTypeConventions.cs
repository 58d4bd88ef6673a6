using Arch.Analyzers.Symbols;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>The names of other people's types are asserted against the real libraries: a rule that waits for a type that does not exist is silent for ever.</summary>
public class KnownTypeConventions
{
    /// <summary>Which sets hold the libraries of an owner: both ends of the range that is supported.</summary>
    private static readonly Dictionary<string, RefSet[]> Owners = new()
    {
        ["AWSSDK."] = [Refs.AwsV3, Refs.AwsV4],
        ["Microsoft."] = [Refs.AwsV4],
    };

    /// <summary>Types that one end of the range does not have.</summary>
    private static readonly (KnownType Type, RefSet Absent)[] Exceptions =
    [
        (KnownType.DefaultAwsCredentialsIdentityResolver, Refs.AwsV3),
    ];

    [Fact]
    public void Table_IsInTheOrderOfTheEnum() =>
        Assert.Equal(Enum.GetValues<KnownType>(), KnownTypes.Table.Select(row => row.Type));

    [Fact]
    public void Owner_HasAReferenceSet() => Complaints.None(
        from row in KnownTypes.Table
        where !Owners.ContainsKey(row.Owner)
        select $"{row.Type}: name the reference sets of '{row.Owner}' in {nameof(KnownTypeConventions)}.cs");

    [Fact]
    public void Name_ExistsInTheRealLibrary() => Complaints.None(
        from row in KnownTypes.Table
        from set in Owners.GetValueOrDefault(row.Owner, [])
        let exists = Compile(set).GetTypesByMetadataName(row.Name).Any(type => type.ContainingAssembly.Name.StartsWith(row.Owner, StringComparison.Ordinal))
        where exists == Exceptions.Contains((row.Type, set))
        select $"{row.Type}: '{row.Name}' {(exists ? "exists" : "does not exist")} in an assembly of '{row.Owner}' of {set}");

    private static CSharpCompilation Compile(RefSet set) => CSharpCompilation.Create("Known", references: set.References);
}
