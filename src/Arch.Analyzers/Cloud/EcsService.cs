using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Cloud;

/// <summary>An <c>AWS::ECS::Service</c> of a template.</summary>
internal sealed class EcsService(ArchFile file, Node resource, Template template)
{
    public const string ResourceType = "AWS::ECS::Service";

    private static readonly string[] FargateProviders = ["FARGATE", "FARGATE_SPOT"];

    public ArchFile File { get; } = file;

    public Node Properties { get; } = resource["Properties"]!;

    /// <summary>The logical id.</summary>
    public string Id { get; } = resource.Key!;

    /// <summary>The logical id of the task definition it runs; null when that is not a resource of the same template.</summary>
    public string? TaskId => Properties.IgnoringCase("TaskDefinition") is { } task ? Template.Target(task) : null;

    public ImmutableArray<CloudValue> Get(string property) => template.Read(Properties.IgnoringCase(property));

    /// <summary>What may be at the end of a path of property names; unknown when the way there is.</summary>
    public ImmutableArray<CloudValue> Get(params string[] path)
    {
        var at = Properties;
        for (var i = 0; i < path.Length - 1; i++)
        {
            if (template.ReadOne(at.IgnoringCase(path[i])) is not { IsAbsent: false } value)
                return ImmutableArray.Create(CloudValue.Absent);
            if (value is not { IsKnown: true, Node: { Kind: NodeKind.Map } map })
                return ImmutableArray.Create(CloudValue.Unknown(value.Place!));
            at = map;
        }

        return template.Read(at.IgnoringCase(path[path.Length - 1]));
    }

    /// <summary>Whether ECS certainly replaces its tasks step by step, without any hook.</summary>
    public bool IsRolling => Get("DeploymentController", "Type").All(static type => IsAbsentOr(type, "ECS")) && Get("DeploymentConfiguration", "Strategy").All(static strategy => IsAbsentOr(strategy, "ROLLING"));

    /// <summary>Whether it certainly runs on Fargate.</summary>
    public bool IsOnFargate => Get("LaunchType").All(static type => type is { IsKnown: true, Text: { } text } && text.Equals("FARGATE", StringComparison.OrdinalIgnoreCase))
        || Get("CapacityProviderStrategy") is { Length: 1 } strategies && strategies[0] is { IsKnown: true, Node: { Kind: NodeKind.List } list }
            && list.Children.Any(item => template.ReadOne(item.IgnoringCase("CapacityProvider")) is { IsKnown: true, Text: { } provider } && FargateProviders.Contains(provider));

    private static bool IsAbsentOr(CloudValue value, string text) => value.IsAbsent || value.IsKnown && text.Equals(value.Text, StringComparison.OrdinalIgnoreCase);
}
