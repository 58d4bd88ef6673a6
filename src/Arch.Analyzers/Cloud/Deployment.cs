using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Cloud;

/// <summary>What one file deploys.</summary>
internal sealed class Deployment
{
    private const string TargetGroup = "AWS::ElasticLoadBalancingV2::TargetGroup";

    private static readonly string[] Languages = ["ontainerDefinitions", "AWS::ECS::", TargetGroup, "services:", "\"image\""];

    public static readonly Deployment Nothing = new();

    private Deployment()
    {
    }

    public ImmutableArray<EcsTask> Tasks { get; private init; } = ImmutableArray<EcsTask>.Empty;

    public ImmutableArray<EcsService> Services { get; private init; } = ImmutableArray<EcsService>.Empty;

    /// <summary>The services of a compose file.</summary>
    public ImmutableArray<Container> Compose { get; private init; } = ImmutableArray<Container>.Empty;

    /// <summary>The paths that load balancers of the file ask targets for, where they say so.</summary>
    public ImmutableArray<string> HealthCheckPaths { get; private init; } = ImmutableArray<string>.Empty;

    /// <summary>Whether CodeDeploy replaces the tasks of a service.</summary>
    public bool HasAppSpec { get; private init; }

    /// <summary>Every container of the file.</summary>
    public ImmutableArray<Container> Containers => Tasks.SelectMany(static task => task.Containers).Concat(Compose).ToImmutableArray();

    /// <summary>Whether the file may deploy something: a scan that spares the parse.</summary>
    public static bool MayBeIn(ArchFile file) => file.Kind is FileKind.Json or FileKind.Yaml && file.Mentions(Languages);

    public static Deployment Of(ArchFile file, ArchContext arch)
    {
        if (!MayBeIn(file) || CloudFile.IsOutput(file.Path, arch.Properties.ProjectDirectory) || file.Data is not { } data)
            return Nothing;
        var tasks = ImmutableArray.CreateBuilder<EcsTask>();
        var services = ImmutableArray.CreateBuilder<EcsService>();
        var compose = ImmutableArray.CreateBuilder<Container>();
        var paths = ImmutableArray.CreateBuilder<string>();
        var hasAppSpec = false;
        foreach (var root in data.Roots)
        {
            switch (CloudFile.KindOf(root, file.Name))
            {
                case CloudFileKind.TaskDefinition:
                    tasks.Add(EcsTask.OfFile(file, root));
                    break;
                case CloudFileKind.CloudFormation or CloudFileKind.Sam:
                    var template = new Template(root);
                    tasks.AddRange(template.Resources(EcsTask.ResourceType).Select(resource => EcsTask.OfResource(file, resource, template)));
                    paths.AddRange(template.Resources(TargetGroup).SelectMany(group => template.Read(group["Properties"]!["HealthCheckPath"])).Where(static path => path.Text is not null).Select(static path => path.Text!));
                    services.AddRange(template.Resources(EcsService.ResourceType).Select(resource => new EcsService(file, resource, template)));
                    break;
                case CloudFileKind.AppSpec:
                    hasAppSpec = true;
                    break;
                case CloudFileKind.Compose:
                    compose.AddRange(MergedMap.Entries(root["services"]!).Where(static service => service.Kind == NodeKind.Map)
                        .Select(service => new Container(file, service, ValueReader.Compose, task: null)));
                    break;
            }
        }

        return new Deployment
        {
            Tasks = tasks.ToImmutable(),
            Services = services.ToImmutable(),
            Compose = compose.ToImmutable(),
            HealthCheckPaths = paths.ToImmutable(),
            HasAppSpec = hasAppSpec,
        };
    }

    /// <summary>What all files of a compilation deploy.</summary>
    public static ImmutableArray<Deployment> All(ArchContext arch) => arch.Slot(static context => new EveryFile(context)).Deployments;

    private sealed class EveryFile(ArchContext arch)
    {
        public ImmutableArray<Deployment> Deployments { get; } =
            arch.Properties.TextFiles ? arch.Files.All.Select(file => Of(file, arch)).Where(static found => found != Nothing).ToImmutableArray() : ImmutableArray<Deployment>.Empty;
    }
}
