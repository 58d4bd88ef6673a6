using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Access;

/// <summary>
/// The credential variables that a compose file hands to services which talk to AWS itself. Emulators want some key, so dummy values are fine here.
/// </summary>
internal static class ComposeCredentials
{
    private const string Remedy = "AWS_PROFILE with a read-only mount of ~/.aws";

    public static IEnumerable<Handover> In(Node root, ImmutableArray<string> extraEmulators)
    {
        var services = MergedMap.Entries(root["services"]!).ToList();
        var emulators = new HashSet<string>(services.Where(service => RunsEmulator(service, extraEmulators)).Select(static service => service.Key!));
        foreach (var service in services)
        {
            var environment = ComposeVariable.In(MergedMap.Find(service, "environment")).ToList();
            if (emulators.Contains(service.Key!) || NeedsAny(service, emulators) || environment.Any(static variable => variable.IsOtherEndpoint))
                continue;

            var receiver = $"service '{service.Key}'";
            foreach (var variable in environment)
            {
                if (variable.HandsCredentials)
                    yield return new Handover(variable.Name, variable.Place, variable.Element, receiver, Remedy);
            }

            if (MergedMap.Find(service, "build") is not { } build)
                continue;
            foreach (var argument in ComposeVariable.In(MergedMap.Find(build, "args")))
            {
                // The Dockerfile asks for an argument that is passed through, and does not build without it.
                if (argument.HandsCredentials)
                    yield return new Handover(argument.Name, argument.Place, argument.Element, receiver, Remedy) { IsDeletable = !argument.IsPassedThrough };
            }
        }
    }

    private static bool RunsEmulator(Node service, ImmutableArray<string> extraEmulators) =>
        MergedMap.Find(service, "image")?.Value is { } image
        && (Emulator.IsNamedIn(image) || extraEmulators.Any(part => image.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>Whether the service only starts behind one of these: a list of names, or a map with conditions.</summary>
    private static bool NeedsAny(Node service, HashSet<string> others) =>
        MergedMap.Find(service, "depends_on") is { } needs && needs.Children.Any(need => (need.Key ?? need.Value) is { } name && others.Contains(name));
}
