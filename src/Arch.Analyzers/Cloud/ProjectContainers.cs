using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Cloud;

/// <summary>The containers that run the program of this compilation.</summary>
internal sealed class ProjectContainers
{
    /// <summary>What runs beside a service, and what others than the team build.</summary>
    private static readonly string[] Sidecars =
    [
        "xray", "otel", "fluent", "log_router", "envoy", "datadog", "cloudwatch", "appmesh", "newrelic",
    ];

    private static readonly HashSet<string> Servers = new(StringComparer.OrdinalIgnoreCase)
    {
        "nginx", "redis", "valkey", "memcached", "postgres", "mysql", "mariadb", "mongo", "rabbitmq", "kafka", "zookeeper", "elasticsearch", "opensearch", "kibana", "grafana",
        "prometheus", "traefik", "haproxy", "httpd", "localstack", "dynamodb-local", "minio", "vault", "consul", "jaeger", "seq", "mailhog", "busybox", "alpine",
    };

    private readonly HashSet<Node> _elements;

    private ProjectContainers(ImmutableArray<Container> candidates, string assembly, string? chosen)
    {
        // The same container in the files of several environments counts as one.
        var names = candidates.Select(NameOf).Distinct(StringComparer.Ordinal).ToList();
        var own = chosen is { Length: > 0 } ? candidates.Where(container => container.Name == chosen).ToImmutableArray()
            : names.Count == 1 ? candidates
            : ByName(candidates, assembly);
        IsAmbiguous = own.IsEmpty && !candidates.IsEmpty;
        Containers = own.IsEmpty ? candidates : own;
        _elements = new(Containers.Select(static container => container.Element));
    }

    /// <summary>This project's container, once per file that describes it; all that it may be when it is not certain which.</summary>
    public ImmutableArray<Container> Containers { get; }

    /// <summary>Several containers may be this project's: a rule may use only what holds for each of them.</summary>
    public bool IsAmbiguous { get; }

    /// <summary>Whether a container is one of them, whoever has read it.</summary>
    public bool Contains(Container container) => _elements.Contains(container.Element);

    /// <param name="arch">The compilation.</param>
    /// <param name="chosen">The name of the container, should somebody have configured it.</param>
    public static ProjectContainers OfEcs(ArchContext arch, string? chosen) => new(
        Deployment.All(arch).SelectMany(static file => file.Tasks).SelectMany(static task => task.Containers).Where(static container => container.IsEssential && !IsOfOthers(container)).ToImmutableArray(),
        arch.Compilation.AssemblyName ?? "",
        chosen);

    /// <inheritdoc cref="OfEcs"/>
    public static ProjectContainers OfCompose(ArchContext arch, string? chosen)
    {
        var assembly = arch.Compilation.AssemblyName ?? "";
        // A compose file is mostly about what a service needs; the service itself is built, or called like the project.
        return new(
            Deployment.All(arch).SelectMany(static file => file.Compose)
                .Where(service => !IsOfOthers(service) && (service.Find("build") is not null || MatchLength(service, assembly) > 0)).ToImmutableArray(),
            assembly,
            chosen);
    }

    private static bool IsOfOthers(Container container) =>
        container.Repository is { } repository
        && (Servers.Contains(repository) || Sidecars.Any(name => repository.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0));

    private static ImmutableArray<Container> ByName(ImmutableArray<Container> candidates, string assembly)
    {
        var longest = candidates.Select(container => MatchLength(container, assembly)).DefaultIfEmpty().Max();
        if (longest == 0)
            return ImmutableArray<Container>.Empty;
        var best = candidates.Where(container => MatchLength(container, assembly) == longest).ToImmutableArray();
        return best.Select(NameOf).Distinct(StringComparer.Ordinal).Count() == 1 ? best : ImmutableArray<Container>.Empty;
    }

    /// <summary>The length of the assembly's name, or of a part of it behind a dot, that the container or its image is called.</summary>
    private static int MatchLength(Container container, string assembly)
    {
        var names = new[] { Normal(container.Name), Normal(container.Repository) };
        for (var start = 0; start >= 0 && start < assembly.Length;)
        {
            if (Normal(assembly.Substring(start)) is { Length: > 0 } suffix && names.Contains(suffix))
                return suffix.Length;
            var dot = assembly.IndexOf('.', start);
            start = dot < 0 ? -1 : dot + 1;
        }

        return 0;
    }

    private static string NameOf(Container container) => Normal(container.Name) is { Length: > 0 } name ? name : Normal(container.Repository);

    private static string Normal(string? name) => name is null ? "" : new string(name.Where(char.IsLetterOrDigit).ToArray()).ToLowerInvariant();
}
