using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using NJsonSchema;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>docs/arch.schema.json and our reader agree: what one takes the other takes, and what one refuses the other refuses.</summary>
public class ArchSchemaTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly Task<JsonSchema> Schema = JsonSchema.FromFileAsync(Repository.Path("docs", "arch.schema.json"));

    private static JsonNode Complete => JsonNode.Parse(ArchJsonTests.Complete, null, Lenient)!;

    [Fact]
    public Task CompleteFile_IsTakenByBoth() => AgreeAsync(Complete, isGood: true);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "layers": { "A": {} } }""")]
    [InlineData("""{ "cycles": [ { "within": "ns:A.{ctx}.**", "depth": "all" } ] }""")]
    [InlineData("""{ "layers": { "A": { "match": "=Clinic.**.{A,B}*.{ctx}.impl-x" } } }""")]
    [InlineData("""{ "layers": { "A": { "match": ["attr:Entity", "base:Clinic.Row<,>", "impl:IRow<>", "type:Clinic.Outer+Inner", "asm:Clinic.*", "ns:Clinic"] } } }""")]
    public Task GoodFile_IsTakenByBoth(string text) => AgreeAsync(JsonNode.Parse(text)!, isGood: true);

    /// <summary>In each map of the complete file.</summary>
    [Fact]
    public async Task UnknownKey_IsRefusedByBoth()
    {
        foreach (var path in Paths(Complete).Where(path => path.Node is JsonObject && path.Text is not ("$.layers" or "$.packages") && !path.Text.Contains("$comment")))
        {
            var changed = Complete;
            ((JsonObject)At(changed, path.Steps)!)["nonsense"] = "x";
            await AgreeAsync(changed, isGood: false, path.Text);
        }
    }

    /// <summary>Each value of the complete file, replaced by one that fits nowhere.</summary>
    [Fact]
    public async Task WrongType_IsRefusedByBoth()
    {
        foreach (var path in Paths(Complete).Where(path => path.Steps.Length > 0 && path.Text.LastIndexOf('$') == 0))
        {
            var changed = Complete;
            var parent = At(changed, path.Steps[..^1])!;
            if (path.Steps[^1] is int index)
                parent[index] = JsonNode.Parse("-0.5");
            else
                parent[(string)path.Steps[^1]] = JsonNode.Parse("-0.5");
            await AgreeAsync(changed, isGood: false, path.Text);
        }
    }

    [Theory]
    [InlineData("""{ "exceptions": [ { "from": "A", "to": "B" } ] }""")]
    [InlineData("""{ "exceptions": [ { "from": "A", "to": "B", "because": " " } ] }""")]
    [InlineData("""{ "ignore": [ { "rule": "ARCH1005", "file": "*.json" } ] }""")]
    [InlineData("""{ "contexts": { "allow": [ { "to": "*" } ] } }""")]
    [InlineData("""{ "cycles": [ { "depth": 1 } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "A", "depth": 0 } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "asm:A" } ] }""")]
    [InlineData("""{ "preset": "hexagonal" }""")]
    [InlineData("""{ "testProjects": "skip" }""")]
    [InlineData("""{ "layers": { "A": { "match": "" } } }""")]
    [InlineData("""{ "layers": { "A": { "match": "A..B" } } }""")]
    [InlineData("""{ "layers": { "A": { "match": "A.{}" } } }""")]
    [InlineData("""{ "layers": { "A": { "match": "nms:A" } } }""")]
    [InlineData("""{ "layers": { "A": { "match": "impl:IRow<T>" } } }""")]
    [InlineData("[]")]
    public Task BadFile_IsRefusedByBoth(string text) => AgreeAsync(JsonNode.Parse(text)!, isGood: false);

    /// <summary>A key that only the schema knows would be offered by the editor and refused by us.</summary>
    [Fact]
    public void EveryKeyOfTheSchema_IsInTheCompleteFile_WithDescriptionAndExample()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "arch.schema.json")))!;
        var keys = Paths(Complete).SelectMany(path => path.Steps.OfType<string>()).Append("extends").ToHashSet();
        foreach (var properties in Paths(schema).Where(path => path.Steps.Length > 0 && path.Steps[^1] is "properties" && path.Node is JsonObject))
        {
            foreach (var (key, definition) in (JsonObject)properties.Node!)
            {
                Assert.Contains(key, keys);
                Assert.True(definition!["description"] is not null && definition["examples"] is JsonArray { Count: > 0 }, $"{properties.Text}.{key} has no description or no example");
            }
        }
    }

    private static async Task AgreeAsync(JsonNode file, bool isGood, string? what = null)
    {
        var text = file.ToJsonString();
        var bySchema = (await Schema).Validate(text);
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [("arch.json", text)] };
        var byUs = (await lint.RunAsync()).Where(finding => finding.Id == "ARCH9001").Select(finding => finding.GetMessage()).ToList();
        Assert.True(bySchema.Count == 0 == isGood, $"{what}: the schema says [{string.Join(", ", bySchema)}] about {text}");
        Assert.True(byUs.Count == 0 == isGood, $"{what}: our reader says [{string.Join(", ", byUs)}] about {text}");
    }

    private static IEnumerable<(object[] Steps, string Text, JsonNode? Node)> Paths(JsonNode? node, params object[] steps)
    {
        yield return (steps, "$" + string.Concat(steps.Select(step => $".{step}")), node);
        var children = node switch
        {
            JsonObject map => map.Select(entry => (Step: (object)entry.Key, entry.Value)),
            JsonArray list => list.Select((value, index) => (Step: (object)index, Value: value)),
            _ => [],
        };
        foreach (var (step, value) in children)
        {
            foreach (var path in Paths(value, [.. steps, step]))
                yield return path;
        }
    }

    private static JsonNode? At(JsonNode? node, object[] steps)
    {
        foreach (var step in steps)
            node = step is int index ? node![index] : node![(string)step];
        return node;
    }
}
