using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>What a test compiles against: the references of a project below <c>tests/References</c>, which the build has written down.</summary>
public sealed class RefSet
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Loaded = new();

    private readonly string _name;

    private readonly Lazy<MetadataReference[]> _references;

    public RefSet(string name) : this(name, () => File.ReadAllLines(Repository.Path("tests", "References", name, "obj", "references.txt"))
        .Where(path => path.Length > 0)
        .Select(path => Loaded.GetOrAdd(path, static file => MetadataReference.CreateFromFile(file)))
        .ToArray())
    {
    }

    private RefSet(string name, Func<MetadataReference[]> references)
    {
        _name = name;
        _references = new(references);
    }

    public IReadOnlyList<MetadataReference> References => _references.Value;

    /// <summary>This, and a library of another project.</summary>
    public RefSet With(string assembly, params string[] sources) => new($"{_name} and {assembly}", () =>
    {
        var compilation = CSharpCompilation.Create(assembly, sources.Select(static source => CSharpSyntaxTree.ParseText(source)), References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, $"{assembly}: {string.Join("\n", result.Diagnostics)}");
        return [.. References, MetadataReference.CreateFromImage(image.ToArray())];
    });

    /// <summary>This, and of another set what this one does not have.</summary>
    public RefSet And(RefSet other) => new($"{_name} and {other}", () =>
        [.. References.Concat(other.References).DistinctBy(static reference => Path.GetFileName(reference.Display), StringComparer.OrdinalIgnoreCase)]);

    public override string ToString() => _name;
}

/// <summary>The reference sets.</summary>
public static class Refs
{
    /// <summary>The framework alone.</summary>
    public static readonly RefSet Net10 = new("Net10");

    /// <summary>A project of another layer.</summary>
    public static readonly RefSet Infrastructure = Net10.With("Clinic.Infrastructure", "namespace Clinic.Infrastructure { public class PgVisitStore { } }");

    public static readonly RefSet AwsV3 = new("AwsV3");

    public static readonly RefSet AwsV4 = new("AwsV4");

    public static readonly RefSet Cdk = new("Cdk");

    /// <summary>ASP.NET Core, with the Generic Host.</summary>
    public static readonly RefSet Web = new("Web");

    /// <summary>ASP.NET Core with what queries and commands are written with: EF Core, Dapper, MediatR, MassTransit, the AWS SDK.</summary>
    public static readonly RefSet Cqrs = new("Cqrs");

    /// <summary>The Generic Host 8.0.1, whose <c>ExecuteAsync</c> runs on the thread that starts it, and Confluent.Kafka.</summary>
    public static readonly RefSet Hosting8 = new("Hosting8");

    /// <summary>StackExchange.Redis 3.4.35, the newest.</summary>
    public static readonly RefSet Redis = new("Redis");

    public static readonly RefSet Redis213 = new("Redis213");

    public static readonly RefSet Redis27 = new("Redis27");

    public static readonly RefSet CsRedis = new("CsRedis");

    public static readonly RefSet FreeRedis = new("FreeRedis1");

    /// <summary>Most libraries that rules know, side by side.</summary>
    public static readonly RefSet Everything = new RefSet("Cqrs").And(new("AwsV4")).And(new("Redis")).And(new("CsRedis")).And(new("FreeRedis1")).And(new("Polly8"));

    /// <summary>Stubs of ServiceStack.Redis and StackExchange.Redis.Extensions, which cannot be had.</summary>
    public static readonly RefSet RedisStubs = new("RedisStubs");

    /// <summary>The supported versions of StackExchange.Redis.</summary>
    public static TheoryData<RefSet> RedisVersions => [Redis27, Redis213, Redis];

    /// <summary>DynamoDB of SDK v3, stubbed in source.</summary>
    public static readonly RefSet DynamoDbV3 = new("DynamoDbV3");

    /// <summary>DynamoDB of SDK v4 on the .NET Framework 4.7.2: with calls that block, and without <c>Random.Shared</c>.</summary>
    public static readonly RefSet DynamoDbFramework = new("DynamoDbFramework");

    public static readonly RefSet Polly7 = new("Polly7");

    public static readonly RefSet Polly8 = new("Polly8");

    /// <summary>Both ends of the AWS SDK's supported range.</summary>
    public static TheoryData<RefSet> AwsVersions => [AwsV3, AwsV4];
}
