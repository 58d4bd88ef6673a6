using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Access;

/// <summary>What gets a variable from a stack, and what should give it its rights instead, as the message names them.</summary>
internal readonly record struct StackReceiver(string Name, string Remedy)
{
    /// <summary>The receiver that a type of the CDK stands for; null for a type that has nothing to do with what runs in the end.</summary>
    /// <param name="type">The type of a construct or of its properties.</param>
    /// <param name="id">The construct's id where it is known.</param>
    public static StackReceiver? Of(INamedTypeSymbol type, string? id)
    {
        // Bundling runs in the build.
        if (type.Name.EndsWith("BundlingOptions", System.StringComparison.Ordinal))
            return null;
        return ServiceOf(type.ContainingNamespace) switch
        {
            "ECS" when type.ContainingNamespace.Name == "Patterns" => new(Called("service", id), "TaskRole and Grant…()"),
            "ECS" => new(Called("container", id), "TaskRole and Grant…()"),
            "Batch" => new(Called("container", id), "JobRole and Grant…()"),
            "AppRunner" => new(Called("service", id), "InstanceRole and Grant…()"),
            "Lambda" => new(Called("function", id), "the function's Role"),
            _ => null,
        };
    }

    private static string Called(string kind, string? id) => id is null ? "the " + kind : $"{kind} '{id}'";

    /// <summary>The part behind <c>Amazon.CDK.AWS</c>.</summary>
    private static string? ServiceOf(INamespaceSymbol? space)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.ContainingNamespace is
                { Name: "AWS", ContainingNamespace: { Name: "CDK", ContainingNamespace: { Name: "Amazon", ContainingNamespace.IsGlobalNamespace: true } } })
                return space.Name;
        }

        return null;
    }
}
