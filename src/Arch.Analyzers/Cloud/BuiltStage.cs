using System;
using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Cloud;

/// <summary>The stage of a Dockerfile that becomes the image: the last one, unless the services of compose files that are built with it all name the same other one.</summary>
internal static class BuiltStage
{
    public static Stage? Of(ArchFile dockerfile, ArchContext arch)
    {
        if (dockerfile.Dockerfile is not { FinalStage: { } last } document)
            return null;
        var targets = Deployment.All(arch).SelectMany(static file => file.Compose).Where(service => Builds(service, dockerfile)).Select(Target).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return targets.Count == 1 && targets[0] is { } target && document.FindStage(target) is { } stage ? stage : last;
    }

    private static string? Target(Container service) =>
        service.Find("build") is { Kind: NodeKind.Map } build && service.Values.ReadOne(MergedMap.Find(build, "target")) is { IsKnown: true, Text: { Length: > 0 } target } ? target : null;

    private static bool Builds(Container service, ArchFile dockerfile)
    {
        if (service.Find("build") is not { } build)
            return false;
        var context = build.Kind == NodeKind.Map ? MergedMap.Find(build, "context") : build;
        var name = build.Kind == NodeKind.Map ? MergedMap.Find(build, "dockerfile") : null;
        return Text(service, context, ".") is { } folder && Text(service, name, "Dockerfile") is { } file
            && Resolve(FilePaths.Directory(service.File.Path) + folder + "/" + file) == Resolve(dockerfile.Path);
    }

    private static string? Text(Container service, Node? written, string otherwise) => service.Values.ReadOne(written) switch
    {
        { IsAbsent: true } => otherwise,
        { IsKnown: true, Text: { } text } => text,
        _ => null,
    };

    /// <summary>The path without <c>.</c> and <c>..</c>.</summary>
    private static string Resolve(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/', '\\'))
        {
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "."))
                segments.Add(segment);
        }

        return string.Join("/", segments);
    }
}
