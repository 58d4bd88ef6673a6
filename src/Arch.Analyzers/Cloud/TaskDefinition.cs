using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Cloud;

/// <summary>The shape of an ECS task definition in a file of its own.</summary>
internal static class TaskDefinition
{
    /// <summary>
    /// The list of containers: <c>containerDefinitions</c> in any casing, at the root or as the service returns it below <c>taskDefinition</c>,
    /// or a root that is the list itself. Null when the document is no task definition.
    /// </summary>
    public static Node? Containers(Node root)
    {
        if (root.Kind == NodeKind.List)
            return IsContainerList(root) ? root : null;
        var containers = root.IgnoringCase("containerDefinitions") ?? root.IgnoringCase("taskDefinition")?.IgnoringCase("containerDefinitions");
        return containers is { Kind: NodeKind.List } ? containers : null;
    }

    private static bool IsContainerList(Node list)
    {
        foreach (var item in list.Children)
        {
            if (item.IgnoringCase("image") is { IsScalar: true }
                && (item.IgnoringCase("name") ?? item.IgnoringCase("environment") ?? item.IgnoringCase("secrets")) is not null)
                return true;
        }

        return false;
    }
}
