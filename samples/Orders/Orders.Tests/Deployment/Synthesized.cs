using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;

namespace Orders.Tests.Deployment;

/// <summary>The resources of a template.</summary>
public sealed class Synthesized(Template template)
{
    private readonly JsonObject _resources = JsonSerializer.SerializeToNode(template.ToJSON())!["Resources"]!.AsObject();

    public Template Template => template;

    public IEnumerable<Resource> All => _resources.Select(static entry => new Resource(entry.Key, (string)entry.Value!["Type"]!, entry.Value["Properties"] ?? new JsonObject()));

    /// <summary>Those of a type, without <c>AWS::</c>.</summary>
    public IEnumerable<Resource> Of(string type) => All.Where(resource => resource.Type == "AWS::" + type);

    public Resource Only(string type) => Assert.Single(Of(type));

    public JsonNode Container => Assert.Single(Only("ECS::TaskDefinition").List("ContainerDefinitions"))!;

    public IEnumerable<Resource> PoliciesOf(JsonNode? role) => Of("IAM::Policy").Where(policy => policy.List("Roles").Any(holder => Name(holder) == Name(role)));

    /// <summary>The resource that a value names.</summary>
    public Resource? Named(JsonNode? value) => Name(value) is { } name ? All.FirstOrDefault(resource => resource.Name == name) : null;

    /// <summary>The name of the resource in a <c>Ref</c> or <c>Fn::GetAtt</c>.</summary>
    public static string? Name(JsonNode? value) => value is not JsonObject reference ? null : (string?)reference["Ref"] ?? (string?)reference["Fn::GetAtt"]?[0];
}

public sealed record Resource(string Name, string Type, JsonNode Properties)
{
    public JsonNode? this[string property] => Properties[property];

    public JsonArray List(string property) => Properties[property]?.AsArray() ?? [];
}
