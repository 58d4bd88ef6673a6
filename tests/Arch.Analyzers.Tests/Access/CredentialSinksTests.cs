using Arch.Analyzers.Access;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Access;

/// <summary>What the rules know of the SDK, asserted against the SDK itself, at both ends of the supported range.</summary>
public class CredentialSinksTests
{
    private const string Secret = "awsSecretAccessKey";

    [Theory, MemberData(nameof(Refs.AwsVersions), MemberType = typeof(Refs))]
    public void EveryMemberThatTakesASecret_IsASinkWithANameThatIsAskedFor(RefSet references)
    {
        var (sinks, types) = Open(references);
        var missed = from type in types
                     from method in type.GetMembers().OfType<IMethodSymbol>()
                     where method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected && method.Parameters.Any(parameter => parameter.Name == Secret)
                     let name = method.MethodKind == MethodKind.Constructor ? type.Name : method.Name
                     let isAskedFor = method.MethodKind == MethodKind.Constructor
                         ? CredentialSinks.Created.Any(type => type.LeastArguments <= method.Parameters.Count(parameter => !parameter.IsOptional)
                             && (type.Name[0] == '*' ? name.EndsWith(type.Name[1..], StringComparison.Ordinal) : name == type.Name))
                         : CredentialSinks.MethodNames.Contains(name)
                     where sinks.Of(method) == CredentialSink.None || !isAskedFor
                     select $"{type.Name}.{method.Name}";
        Assert.Empty(missed.Distinct());
    }

    [Theory, MemberData(nameof(Refs.AwsVersions), MemberType = typeof(Refs))]
    public void EveryClient_HasSixConstructorsWithKeys(RefSet references)
    {
        var (sinks, types) = Open(references);
        var clients = types.Where(type => !type.IsAbstract && sinks.IsClient(type)).ToList();
        Assert.NotEmpty(clients);
        foreach (var client in clients)
        {
            var constructors = client.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
            Assert.Equal(12, constructors.Count);
            Assert.Equal(6, constructors.Count(constructor => sinks.Of(constructor) == CredentialSink.Client));
        }
    }

    [Theory]
    [InlineData("BasicAWSCredentials", CredentialSink.Credentials, true, true)]
    [InlineData("SessionAWSCredentials", CredentialSink.Credentials, true, true)]
    [InlineData("StoredProfileAWSCredentials", CredentialSink.Credentials, true, false)]
    [InlineData("EnvironmentVariablesAWSCredentials", CredentialSink.EnvironmentCredentials, true, true)]
    [InlineData("ImmutableCredentials", CredentialSink.ImmutableCredentials, true, true)]
    [InlineData("AssumeRoleImmutableCredentials", CredentialSink.ImmutableCredentials, true, true)]
    [InlineData("SAMLImmutableCredentials", CredentialSink.ImmutableCredentials, true, true)]
    [InlineData("SSOImmutableCredentials", CredentialSink.ImmutableCredentials, true, true)]
    [InlineData("LoginImmutableCredentials", CredentialSink.ImmutableCredentials, true, true)]
    [InlineData("AssumeRoleAWSCredentials", CredentialSink.None, true, true)]
    [InlineData("InstanceProfileAWSCredentials", CredentialSink.None, true, true)]
    [InlineData("GenericContainerCredentials", CredentialSink.None, true, true)]
    [InlineData("AnonymousAWSCredentials", CredentialSink.None, true, true)]
    [InlineData("CredentialManagement.CredentialProfileOptions", CredentialSink.None, true, true)]
    public void Type_IsWhatTheTableSays(string name, object sink, bool inV3, bool inV4)
    {
        foreach (var (references, exists) in new[] { (Refs.AwsV3, inV3), (Refs.AwsV4, inV4) })
        {
            var (sinks, types) = Open(references);
            var type = types.SingleOrDefault(type => type.ToDisplayString() == "Amazon.Runtime." + name);
            Assert.Equal(exists, type is not null);
            foreach (var constructor in type?.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public) ?? [])
                Assert.Equal((CredentialSink)sink, sinks.Of(constructor));
        }
    }

    [Theory, MemberData(nameof(Refs.AwsVersions), MemberType = typeof(Refs))]
    public void ProfileOptions_KeepTheKeys(RefSet references)
    {
        var options = Open(references).Types.Single(type => type.Name == "CredentialProfileOptions");
        Assert.All(CredentialSinks.MemberNames, name => Assert.True(CredentialSinks.IsKeyProperty(options.GetMembers(name).Single())));
    }

    private static (CredentialSinks Sinks, List<INamedTypeSymbol> Types) Open(RefSet references)
    {
        var lint = new Lint { References = references, Sources = [("Code.cs", "class Code;")] };
        var compilation = lint.Compile();
        var types = compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
            .Where(assembly => assembly.Name.StartsWith("AWSSDK.", StringComparison.Ordinal)).SelectMany(assembly => Types(assembly.GlobalNamespace)).ToList();
        return (CredentialSinks.Get(ArchContext.Get(compilation, lint.AnalyzerOptions())), types);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Where(type => type.DeclaredAccessibility == Accessibility.Public).Concat(space.GetNamespaceMembers().SelectMany(Types));
}
