using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Access;

/// <summary>ARCH1005: a deployment descriptor gives AWS credentials to what it deploys.</summary>
internal sealed class CredentialsInDeployment()
    : FileRule([FileKind.Json, FileKind.Yaml, FileKind.Dockerfile], AccessRules.CredentialsInDeployment)
{
    /// <summary>Property of a finding that can be deleted: the language of its file.</summary>
    public const string Language = "language";

    public override bool Applies(ArchContext arch) => !arch.IsTestProject;

    public override bool IsWorthReading(ArchFile file) =>
        file.MentionsInAnyCase("aws", "amazon") && file.MentionsInAnyCase("access", "secret", "token", ".aws")
        && (file.Kind == FileKind.Dockerfile || CloudFile.MayBe(file));

    public override void Check(ArchFile file, FileReport report)
    {
        if (CloudFile.IsOutput(file.Path, report.Arch.Properties.ProjectDirectory))
            return;
        if (file.Dockerfile is { } dockerfile)
            CheckImage(dockerfile, report);
        else if (file.Data is { } data)
            CheckData(data, file, report);
    }

    private static void CheckImage(DockerfileDocument dockerfile, FileReport report)
    {
        foreach (var (name, place, instruction) in ImageCredentials.In(dockerfile))
        {
            report.With(Language, "Dockerfile")
                .At(place, new Finding($"{instruction.Keyword} {name}"), null, name, ImageCredentials.Receiver, ImageCredentials.Remedy);
        }
    }

    private static void CheckData(DataDocument data, ArchFile file, FileReport report)
    {
        // Services share what they merge; it is one finding where it is written.
        var seen = new HashSet<Node>();
        foreach (var handover in data.Roots.SelectMany(root => In(root, file, report.Arch)))
        {
            if (!seen.Add(handover.Element))
                continue;
            var deletable = handover.IsDeletable ? report.With(Language, data.Language) : report;
            deletable.At(handover.Place, new Finding(handover.Element.Path), handover.Element, handover.Name, handover.Receiver, handover.Remedy);
        }
    }

    private static IEnumerable<Handover> In(Node root, ArchFile file, ArchContext arch) => CloudFile.KindOf(root, file.Name) switch
    {
        CloudFileKind.TaskDefinition => TaskCredentials.In(root),
        CloudFileKind.CloudFormation or CloudFileKind.Sam => TemplateCredentials.In(root),
        CloudFileKind.Serverless => ServerlessCredentials.In(root),
        CloudFileKind.Compose when IsDeployed(file, arch.Configuration) =>
            ComposeCredentials.In(root, arch.Configuration.Get(AccessOptions.EmulatorImages, file.Source)),
        _ => [],
    };

    private static bool IsDeployed(ArchFile file, Configuration configuration) =>
        configuration.Get(AccessOptions.Compose, file.Source)
        && !configuration.Get(AccessOptions.LocalFiles, file.Source).Any(pattern => Glob.Matches(pattern, file.Name));
}
