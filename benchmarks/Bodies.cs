using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Benchmarks;

/// <summary>Code to measure on: parsed once, compiled afresh for every sample.</summary>
internal sealed class Body
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview, DocumentationMode.Parse);

    private readonly IReadOnlyList<MetadataReference> _references;

    private Body(string name, IReadOnlyList<SyntaxTree> trees, string referenceSet)
    {
        Name = name;
        Trees = trees;
        Lines = trees.Sum(tree => tree.GetText().Lines.Count);
        _references = ReferencesOf(referenceSet);
    }

    public string Name { get; }

    public IReadOnlyList<SyntaxTree> Trees { get; }

    public int Lines { get; }

    /// <summary>The files of the libraries it is compiled against.</summary>
    public IEnumerable<string> References => _references.Select(reference => reference.Display!);

    /// <summary>The references that a project below <c>tests/References</c> resolves to.</summary>
    public static IReadOnlyList<MetadataReference> ReferencesOf(string set) =>
        [.. File.ReadAllLines(Path.Combine(Settings.Repository, "tests", "References", set, "obj", "references.txt"))
            .Where(path => path.Length > 0).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A fresh compilation; with some of our rules named, all others are off.</summary>
    public CSharpCompilation Compile(params string[] only)
    {
        var off = only is [] ? [] : AnalyzerSets.Rules.Except(only).Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: false, specificDiagnosticOptions: off);
        return CSharpCompilation.Create("Body", Trees, _references, options);
    }

    /// <summary>All C# files below a folder as one compilation; what does not bind stays unbound, as it does for every tool alike.</summary>
    public static Body FromFolder(string folder, string referenceSet = "AwsV4") => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
        [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/")).Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path), Encoding.UTF8), Parse, path))],
        referenceSet);

    /// <summary>A generated service landscape of a given number of files: services that use the AWS SDK, handlers, repositories.</summary>
    public static Body Generated(int files, bool aws, int seed = 17)
    {
        var random = new Random(seed);
        var trees = new List<SyntaxTree>();
        for (var i = 0; i < files; i++)
            trees.Add(CSharpSyntaxTree.ParseText(SourceText.From(Source(random, i, aws), Encoding.UTF8), Parse, $"/body/Service{i}.cs"));
        return new Body($"generated{(aws ? "+aws" : "")}-{files}", trees, aws ? "AwsV4" : "Net10");
    }

    private static string Source(Random random, int number, bool aws)
    {
        var code = new StringBuilder();
        code.AppendLine("using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;");
        if (aws)
            code.AppendLine("using Amazon; using Amazon.SQS; using Amazon.SQS.Model; using Amazon.DynamoDBv2; using Amazon.DynamoDBv2.Model;");
        code.AppendLine($"namespace Body.Part{number % 23};");
        code.AppendLine($"public sealed record Order{number}(string Id, decimal Total, DateTimeOffset At);");
        code.AppendLine($"public sealed class Service{number}");
        code.AppendLine("{");
        if (aws)
            code.AppendLine("    private readonly AmazonSQSClient _queue = new(RegionEndpoint.EUWest1); private readonly IAmazonDynamoDB _table = new AmazonDynamoDBClient();");
        code.AppendLine($"    private readonly Dictionary<string, Order{number}> _known = new();");
        for (var method = 0; method < 6 + random.Next(6); method++)
        {
            code.AppendLine($"    public async Task<List<Order{number}>> Find{method}Async(string customer, int page, CancellationToken token)");
            code.AppendLine("    {");
            code.AppendLine($"        var found = new List<Order{number}>();");
            code.AppendLine("        for (var i = 0; i < page; i++)");
            code.AppendLine("        {");
            code.AppendLine($"            var id = $\"{{customer}}-{method}-{{i}}\"; // order {random.Next(100_000)}");
            code.AppendLine($"            if (_known.TryGetValue(id, out var known) && known.Total > {random.Next(900)}m) found.Add(known with {{ Total = known.Total * 1.1m }});");
            code.AppendLine("        }");
            if (aws && method % 3 == 0)
            {
                code.AppendLine("        await _queue.SendMessageAsync(new SendMessageRequest { QueueUrl = customer, MessageBody = \"{}\" }, token);");
                code.AppendLine("        var item = await _table.GetItemAsync(new GetItemRequest { TableName = \"orders\", Key = new() { [\"pk\"] = new AttributeValue(customer) } }, token);");
                code.AppendLine($"        if (item.Item is {{ Count: > 0 }}) found.Add(new Order{number}(item.Item[\"pk\"].S, {random.Next(100)}m, DateTimeOffset.UtcNow));");
            }

            code.AppendLine("        await Task.Delay(TimeSpan.FromMilliseconds(page), token);");
            code.AppendLine("        return found.Where(order => order.Id.StartsWith(customer)).OrderBy(order => order.At).ToList();");
            code.AppendLine("    }");
        }

        code.AppendLine("}");
        return code.ToString();
    }
}
