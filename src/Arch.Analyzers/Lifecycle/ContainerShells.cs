using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The shells that the containers of a deployment file start in front of their apps.</summary>
internal static class ContainerShells
{
    public static bool MayBeIn(ArchFile file) => file.MentionsInAnyCase("entrypoint", "command") && Deployment.MayBeIn(file);

    public static bool MayHoldHealthChecks(ArchFile file) => file.MentionsInAnyCase("healthcheck") && Deployment.MayBeIn(file);

    /// <summary>The health checks of this project's container that need a shell, each with the image that has none and what the shell would read.</summary>
    public static IEnumerable<(Container Container, Node Property, string Image, string Script)> HealthChecksWithoutShell(
        ArchFile file, ArchContext arch, string? chosen, ImmutableArray<string> shellLess)
    {
        var deployment = Deployment.Of(file, arch);
        foreach (var (containers, own) in new[] { (deployment.Tasks.SelectMany(static task => task.Containers), ProjectContainers.OfEcs(arch, chosen)), (deployment.Compose, ProjectContainers.OfCompose(arch, chosen)) })
        {
            foreach (var container in containers)
            {
                if (!own.IsAmbiguous && own.Contains(container)
                    && HealthCheck(container) is var (property, script) && ImageWithoutShell(container, arch, shellLess) is { } image)
                    yield return (container, property, image, script);
            }
        }
    }

    /// <summary>Each with the property that brings it in.</summary>
    public static IEnumerable<(Container Container, Node Property, CommandShell Shell)> In(ArchFile file, ArchContext arch, string? chosen)
    {
        var deployment = Deployment.Of(file, arch);
        var tasks = ProjectContainers.OfEcs(arch, chosen);
        foreach (var container in deployment.Tasks.Where(static task => !task.IsForWindows).SelectMany(static task => task.Containers).Where(static container => container.IsEssential))
        {
            if (Of(container, ImageOf(container, tasks, arch), "entryPoint", "command") is var (property, shell))
                yield return (container, property, shell);
        }

        if (deployment.Compose.IsEmpty)
            yield break;
        // Beside the services of the project a compose file has those that it needs, and jobs that prepare them.
        var own = ProjectContainers.OfCompose(arch, chosen);
        foreach (var service in deployment.Compose)
        {
            if (own.Contains(service)
                && Of(service, ImageOf(service, own, arch), "entrypoint", "command") is var (property, shell))
                yield return (service, property, shell);
        }
    }

    private static string? ImageWithoutShell(Container container, ArchContext arch, ImmutableArray<string> shellLess)
    {
        if (container.Image is { } image && image.IndexOf('*') < 0 && BaseImage.Parse(image).HasNoShell(shellLess))
            return image;
        return ProjectImage.Of(arch) is { } stage && ImageShell.HasNoShell(stage, shellLess) ? stage.Root.Image.Expanded : null;
    }

    /// <summary>What a shell reads to check the health: behind <c>CMD-SHELL</c>, or a text of compose.</summary>
    private static (Node Property, string Script)? HealthCheck(Container container)
    {
        if (container.Get(container.IsCompose ? "healthcheck" : "healthCheck") is not { Length: 1 } checks || checks[0].Node is not { Kind: NodeKind.Map } check
            || (container.IsCompose ? MergedMap.Find(check, "test") : check.IgnoringCase("command")) is not { } property
            || container.Values.ReadOne(property) is not { IsKnown: true } command)
            return null;
        if (container.Values.Texts(command) is { Length: > 1 } words)
            return words[0] == "CMD-SHELL" && words[1] is { } script ? (property, script) : null;
        return container.IsCompose && command.Text is { Length: > 0 } text ? (property, text) : null;
    }

    private static (Node Property, CommandShell Shell)? Of(Container container, Stage? image, string entryPointName, string commandName)
    {
        var name = image is null ? container.Image : image.Root.Image.Expanded;
        var system = name is null ? default(BaseImage?) : BaseImage.Parse(name);
        if (system is { IsWindows: true } or { IsLambda: true })
            return null;
        var inherited = image?.Entrypoint is { } entrypoint ? ImageStart.Of(entrypoint).Select(static word => word.Text).ToImmutableArray() : ImmutableArray<string>.Empty;
        foreach (var entryPoint in container.Get(entryPointName))
        {
            foreach (var command in container.Get(commandName))
            {
                if (Words(container, entryPoint) is { } first && Words(container, command) is { } rest
                    && CommandShell.Of(inherited, first, rest, system?.Shell ?? ShellKind.Unknown) is { } shell
                    && container.Find(shell.IsInEntryPoint ? entryPointName : commandName) is { } property)
                    return (property, shell);
            }
        }

        return null;
    }

    /// <summary>The words of a list, or those of a text of compose, which no shell reads; null when they are not known.</summary>
    private static ImmutableArray<string?>? Words(Container container, CloudValue value)
    {
        if (value.IsAbsent)
            return ImmutableArray<string?>.Empty;
        if (!container.IsCompose || value is not { IsKnown: true, Text: { } text })
            return container.Values.Texts(value);
        var words = CommandShell.Split(text);
        return words.Any(static word => word.IsOperator) ? null : words.Select(static word => (string?)word.Text.Text).ToImmutableArray();
    }

    /// <summary>The Dockerfile's last stage, for this project's container; null for another one.</summary>
    private static Stage? ImageOf(Container container, ProjectContainers own, ArchContext arch) =>
        !own.IsAmbiguous && own.Contains(container) ? ProjectImage.Of(arch) : null;
}
