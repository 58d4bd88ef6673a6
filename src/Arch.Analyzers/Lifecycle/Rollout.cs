using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>How the deployment files beside a program replace its tasks, and what they ask a task before they count it as healthy.</summary>
internal sealed class Rollout
{
    private Rollout(string? giver, ImmutableArray<string> paths, bool asksElse) => (Giver, Paths, AsksElse) = (giver, paths, asksElse);

    /// <summary>What rolls the program out without any hook, in the words of the message; null when nothing does for certain.</summary>
    public string? Giver { get; }

    /// <summary>The paths that load balancers and health checks of containers ask for.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>Whether a health check runs a program of its own, or asks for something that is not known.</summary>
    public bool AsksElse { get; }

    public static Rollout Of(ArchContext arch, string chosen)
    {
        var own = ProjectContainers.OfEcs(arch, chosen);
        var checks = own.Containers.SelectMany(static container => HealthCommand.Of(container)).ToList();
        var paths = Deployment.All(arch).SelectMany(static file => file.HealthCheckPaths).Concat(checks.Where(static check => check.Path is not null).Select(static check => check.Path!))
            .Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new(GiverOf(own, arch), paths, checks.Any(static check => check.Path is null) || paths.Any(static path => path.IndexOf('*') >= 0));
    }

    private static string? GiverOf(ProjectContainers own, ArchContext arch)
    {
        var deployments = Deployment.All(arch);
        var services = deployments.SelectMany(static file => file.Services).ToList();
        var mine = own.IsAmbiguous ? services : services.Where(service => service.TaskId is null || own.Containers.IsEmpty
            || own.Containers.Any(container => container.Task!.Id == service.TaskId && container.File == service.File)).ToList();
        if (mine.Count > 0)
            return mine.All(static service => service.IsRolling) ? $"service '{mine[0].Id}' in {mine[0].File.Shown(arch)}" : null;
        if (own.IsAmbiguous || services.Any(static service => !service.IsRolling) || deployments.Any(static file => file.HasAppSpec))
            return null;
        var container = own.Containers.FirstOrDefault(static container => container.Get("portMappings").Any(static ports => ports is { IsKnown: true, Node: { Kind: NodeKind.List, Children.IsEmpty: false } }));
        return container is null ? null : $"ECS (container '{container.Name ?? "*"}' in {container.File.Shown(arch)})";
    }
}
