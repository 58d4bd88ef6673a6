using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The time between SIGTERM and SIGKILL that the container of this project gets.</summary>
/// <param name="Seconds">How long it is.</param>
/// <param name="Giver">Who gives it, in the words of the message.</param>
/// <param name="Place">Where the file says so; null for a default.</param>
internal sealed record Grace(double Seconds, string Giver, Location? Place)
{
    public ImmutableArray<Location> Places => Place is null ? ImmutableArray<Location>.Empty : ImmutableArray.Create(Place);

    /// <summary>The grace of the strictest description of the container; null when it cannot be read.</summary>
    public static Grace? Of(ArchContext arch, int defaultSeconds, string chosen)
    {
        var ecs = ProjectContainers.OfEcs(arch, chosen);
        if (!ecs.Containers.IsEmpty)
            return Of(ecs, container => OfTask(container, arch, defaultSeconds));
        var compose = ProjectContainers.OfCompose(arch, chosen);
        // Docker's own default of 10 s is for the machine of a developer.
        return Of(compose, container => OfService(container, arch)) is { } written ? written
            : compose.Containers.Any(static container => container.StopTimeout.Any(static value => value.IsUnknown)) ? null
            : new Grace(defaultSeconds, "ECS (default)", null);
    }

    private static Grace? Of(ProjectContainers own, Func<Container, IEnumerable<Grace?>> read)
    {
        var graces = own.Containers.SelectMany(read).ToList();
        // Of containers that may be another project's, only what holds for each of them counts.
        if (own.IsAmbiguous)
            return graces.Contains(null) ? null : graces.OrderByDescending(static grace => grace!.Seconds).ThenBy(static grace => grace!.Giver, StringComparer.Ordinal).FirstOrDefault();
        return graces.Where(static grace => grace is not null).OrderBy(static grace => grace!.Seconds).ThenBy(static grace => grace!.Giver, StringComparer.Ordinal).FirstOrDefault();
    }

    private static IEnumerable<Grace?> OfTask(Container container, ArchContext arch, int defaultSeconds)
    {
        var name = $"container '{container.Name ?? "*"}' in {container.File.Shown(arch)}";
        foreach (var timeout in container.StopTimeout)
        {
            if (timeout.IsAbsent)
                yield return new Grace(defaultSeconds, $"ECS (default of {name})", null);
            else if (timeout.IsKnown && double.TryParse(timeout.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds))
                yield return new Grace(seconds, $"stopTimeout of {name}", container.File.Location(timeout.Place!.Span));
            else
                yield return null;
        }
    }

    private static IEnumerable<Grace?> OfService(Container service, ArchContext arch)
    {
        foreach (var period in service.StopTimeout)
        {
            if (period.IsAbsent)
                continue;
            yield return period.IsKnown && ComposeDuration.Seconds(period.Text) is { } seconds
                ? new Grace(seconds, $"stop_grace_period of service '{service.Name}' in {service.File.Shown(arch)}", service.File.Location(period.Place!.Span))
                : null;
        }
    }
}
