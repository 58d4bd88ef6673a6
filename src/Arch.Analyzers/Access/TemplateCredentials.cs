using System;
using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Access;

/// <summary>The credential variables of a CloudFormation or SAM template, written by hand or synthesized.</summary>
internal static class TemplateCredentials
{
    /// <summary>The properties that hold variables, whatever the resource; labels, tags and parameters of such a name are none.</summary>
    private static readonly HashSet<string> Environments = new(StringComparer.OrdinalIgnoreCase)
    {
        "Environment", "Secrets", "Variables", "EnvironmentVariables", "RuntimeEnvironmentVariables", "RuntimeEnvironmentSecrets",
    };

    public static IEnumerable<Handover> In(Node root)
    {
        if (root["Globals"]?["Function"] is { } function)
        {
            foreach (var variable in CredentialsIn(function))
                yield return new Handover(variable, "every function", "the function's Role");
        }

        if (root["Resources"] is not { } resources)
            yield break;
        foreach (var handover in InResources(resources))
            yield return handover;
    }

    private static IEnumerable<Handover> InResources(Node resources)
    {
        if (resources.Kind != NodeKind.Map)
            yield break;
        foreach (var resource in resources.Children)
        {
            // "Fn::ForEach::Name": [ variable, collection, resources ]
            if (resource is { Kind: NodeKind.List, Children.Length: 3 } && resource.Key!.StartsWith("Fn::ForEach::", StringComparison.Ordinal))
            {
                foreach (var handover in InResources(resource.Children[2]))
                    yield return handover;
            }
            else if (resource["Type"]?.Value is { } type && resource["Properties"] is { } properties && !type.StartsWith("AWS::CodeBuild::", StringComparison.Ordinal))
            {
                foreach (var variable in CredentialsIn(properties))
                {
                    var (receiver, remedy) = Describe(type, resource.Key!, variable.Element);
                    yield return new Handover(variable, receiver, remedy);
                }
            }
        }
    }

    private static List<EnvironmentEntry> CredentialsIn(Node properties)
    {
        var found = new List<EnvironmentEntry>();
        Collect(properties, found);
        return found;
    }

    private static void Collect(Node node, List<EnvironmentEntry> found)
    {
        foreach (var child in node.Children)
        {
            if (child.Key is { } key && Environments.Contains(key))
                found.AddRange(EnvironmentEntry.In(child).Where(static variable => variable.IsCredential));
            Collect(child, found);
        }
    }

    private static (string Receiver, string Remedy) Describe(string type, string id, Node variable)
    {
        if (IsOf("AWS::Lambda::") || IsOf("AWS::Serverless::"))
            return ($"function '{id}'", "the function's Role");
        if (IsOf("AWS::AppRunner::"))
            return ($"service '{id}'", "InstanceRoleArn");
        if (IsOf("AWS::Batch::"))
            return ($"container '{id}'", "JobRoleArn");
        return IsOf("AWS::ECS::") ? ($"container '{ContainerName(variable) ?? id}'", "TaskRoleArn") : ($"resource '{id}'", "an IAM role");

        bool IsOf(string service) => type.StartsWith(service, StringComparison.Ordinal);
    }

    /// <summary>The name of the container definition around a variable.</summary>
    private static string? ContainerName(Node variable)
    {
        for (var at = variable.Parent; at is not null; at = at.Parent)
        {
            if (at.Parent?.Key == "ContainerDefinitions")
                return at["Name"] is { IsScalar: true, Tag: null } name ? name.Value : null;
        }

        return null;
    }
}
