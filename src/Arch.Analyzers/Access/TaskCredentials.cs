using System.Collections.Generic;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Access;

/// <summary>The credential variables of an ECS task definition.</summary>
internal static class TaskCredentials
{
    private static readonly string[] Lists = ["environment", "secrets"];

    public static IEnumerable<Handover> In(Node root)
    {
        foreach (var container in TaskDefinition.Containers(root)!.Children)
        {
            var receiver = container.IgnoringCase("name")?.Value is { } name ? $"container '{name}'" : "the container";
            foreach (var list in Lists)
            {
                if (container.IgnoringCase(list) is not { Kind: NodeKind.List } environment)
                    continue;
                foreach (var variable in EnvironmentEntry.In(environment))
                {
                    if (variable.IsCredential)
                        yield return new Handover(variable, receiver, "taskRoleArn");
                }
            }
        }
    }
}
