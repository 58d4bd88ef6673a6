using System;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Cloud;

/// <summary>Recognises the files that describe what runs where. The content decides: a file may be called anything.</summary>
internal static class CloudFile
{
    private const string SamTransform = "AWS::Serverless-2016-10-31";

    /// <summary>Every kind has one of these in its text, apart from <c>cdk.json</c> and specifications for servers.</summary>
    private static readonly string[] Markers = ["AWS::", "AWSTemplateFormatVersion", "ontainerDefinitions", "services", "image", "provider"];

    private static readonly string[] ResourcePrefixes = ["AWS::", "Alexa::", "Custom::"];

    /// <summary>Keys at the root of other languages that have services as well: Woodpecker, Kubernetes, workflows.</summary>
    private static readonly string[] NotCompose = ["pipeline", "steps", "jobs", "kind", "apiVersion"];

    /// <summary>Whether the file may be of a kind other than <see cref="CloudFileKind.None"/>: a scan that spares the parse.</summary>
    public static bool MayBe(ArchFile file) => file.Mentions(Markers);

    /// <summary>The kind of one document of a file.</summary>
    public static CloudFileKind KindOf(Node root, string fileName)
    {
        if (TaskDefinition.Containers(root) is not null)
            return CloudFileKind.TaskDefinition;
        if (root.Kind != NodeKind.Map)
            return CloudFileKind.None;
        if (IsAppSpec(root, fileName) is { } appSpec)
            return appSpec;
        if (IsCloudFormation(root))
            return IsSam(root) ? CloudFileKind.Sam : CloudFileKind.CloudFormation;
        if (root["service"] is not null && root["provider"] is not null)
            return CloudFileKind.Serverless;
        if (IsCompose(root))
            return CloudFileKind.Compose;
        return fileName.Equals("cdk.json", StringComparison.OrdinalIgnoreCase) && (root["app"] ?? root["context"]) is not null
            ? CloudFileKind.CdkSettings
            : CloudFileKind.None;
    }

    /// <summary>Whether a tool has put the file where it lies, so that nobody would edit it there.</summary>
    public static bool IsOutput(string path, string? projectDirectory)
    {
        var relative = "/" + (FilePaths.RelativeTo(path, projectDirectory) ?? path.Replace('\\', '/'));
        return Has("/bin/") || Has("/obj/") || Has("/node_modules/") || Has("/cdk.out/asset.");

        bool Has(string part) => relative.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static CloudFileKind? IsAppSpec(Node root, string fileName)
    {
        if ((root["os"] ?? root["files"] ?? root["permissions"]) is not null && root["version"] is not null)
            return CloudFileKind.ServerAppSpec;
        if (root["Resources"] is { Kind: NodeKind.List } resources)
        {
            foreach (var resource in resources.Children)
            {
                foreach (var named in resource.Children)
                {
                    if (named["Type"]?.Value is "AWS::ECS::Service" or "AWS::Lambda::Function")
                        return CloudFileKind.AppSpec;
                }
            }
        }

        return root["version"] is not null && fileName.StartsWith("appspec.", StringComparison.OrdinalIgnoreCase) ? CloudFileKind.AppSpec : null;
    }

    private static bool IsCloudFormation(Node root)
    {
        if (root["AWSTemplateFormatVersion"] is not null || IsSam(root))
            return true;
        if (root["Resources"] is not { Kind: NodeKind.Map } resources)
            return false;
        foreach (var resource in resources.Children)
        {
            if (resource["Type"]?.Value is { } type && Array.Exists(ResourcePrefixes, prefix => type.StartsWith(prefix, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private static bool IsSam(Node root)
    {
        if (root["Transform"] is not { } transform)
            return false;
        if (transform.Value == SamTransform)
            return true;
        foreach (var name in transform.Children)
        {
            if (name.Value == SamTransform)
                return true;
        }

        return false;
    }

    private static bool IsCompose(Node root)
    {
        if (root["services"] is not { Kind: NodeKind.Map } services || Array.Exists(NotCompose, key => root[key] is not null))
            return false;
        foreach (var service in services.Children)
        {
            if ((MergedMap.Find(service, "image") ?? MergedMap.Find(service, "build")) is not null)
                return true;
        }

        return false;
    }
}
