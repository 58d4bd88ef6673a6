using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Cloud;

/// <summary>An ECS task definition: a file of its own, or a resource of a template.</summary>
internal sealed class EcsTask
{
    public const string ResourceType = "AWS::ECS::TaskDefinition";

    private readonly Node? _properties;
    private readonly ValueReader _values;

    private EcsTask(ArchFile file, Node? properties, Node? containers, string? id, ValueReader values)
    {
        (File, Id, _properties, _values) = (file, id, properties, values);
        Containers = containers is { Kind: NodeKind.List }
            ? containers.Children.Where(static container => container.Kind == NodeKind.Map).Select(container => new Container(file, container, values, this)).ToImmutableArray()
            : ImmutableArray<Container>.Empty;
    }

    public ArchFile File { get; }

    /// <summary>The logical id of the resource; null in a file of its own.</summary>
    public string? Id { get; }

    public ImmutableArray<Container> Containers { get; }

    public static EcsTask OfFile(ArchFile file, Node root)
    {
        var properties = root.IgnoringCase("containerDefinitions") is null ? root.IgnoringCase("taskDefinition") : root;
        return new(file, properties, TaskDefinition.Containers(root), id: null, ValueReader.TaskDefinition);
    }

    public static EcsTask OfResource(ArchFile file, Node resource, Template template)
    {
        var properties = resource["Properties"]!;
        return new(file, properties, properties.IgnoringCase("ContainerDefinitions"), resource.Key, template);
    }

    /// <summary>Whether it runs on Windows, which has other shells and no signals.</summary>
    public bool IsForWindows =>
        _values.ReadOne(_properties?.IgnoringCase("runtimePlatform")).Node?.IgnoringCase("operatingSystemFamily") is { } system
        && _values.ReadOne(system).Text?.StartsWith("WINDOWS", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the task leaves it to its service where it runs.</summary>
    public bool SaysNothingOfCompatibility => _properties?.IgnoringCase("requiresCompatibilities") is null;

    /// <summary>Whether the task says itself that it runs on Fargate; null when it says nothing, or nothing that can be read.</summary>
    public bool? IsForFargate
    {
        get
        {
            var values = _values.Read(_properties?.IgnoringCase("requiresCompatibilities"));
            if (values.Length != 1 || _values.Texts(values[0]) is not { IsEmpty: false } names)
                return null;
            return names.Any(static name => "FARGATE".Equals(name, StringComparison.OrdinalIgnoreCase)) ? true
                : names.Contains(null) ? null
                : false;
        }
    }
}
