using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Who says how long the host may take to stop: code wins over configuration, and that over the default.</summary>
internal sealed class ShutdownBudget
{
    /// <summary>Seconds; what the Generic Host takes when nobody says anything.</summary>
    public const int Default = 30;

    /// <summary>The key at the root of the configuration.</summary>
    public const string Key = "shutdownTimeoutSeconds";

    private static readonly string[] Settings = ["appsettings.json", "appsettings.Production.json"];

    private static readonly string[] Prefixes = ["DOTNET_", "", "ASPNETCORE_"];

    private ShutdownBudget(ArchContext arch)
    {
        foreach (var tree in arch.Compilation.SyntaxTrees)
        {
            foreach (var token in tree.GetRoot().DescendantTokens())
            {
                IsSetByCode |= token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "ShutdownTimeout" or "UseShutdownTimeout" or "HostOptions" or "ConfigureHostOptions"
                    || token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText.IndexOf(Key, System.StringComparison.OrdinalIgnoreCase) >= 0;
            }
        }
    }

    /// <summary>Whether code of the project says it, be it legible or not.</summary>
    public bool IsSetByCode { get; }

    public static ShutdownBudget Get(ArchContext arch) => arch.Slot(static context => new ShutdownBudget(context));

    /// <summary>The entries of configuration files and containers that say it.</summary>
    public static IEnumerable<(ArchFile File, CloudValue Value)> Configured(ArchContext arch, string chosen)
    {
        foreach (var file in arch.Files.All.Where(static file => Settings.Contains(file.Name, System.StringComparer.OrdinalIgnoreCase)))
        {
            if (InSettings(file) is { } entry)
                yield return (file, CloudValue.Known(entry, entry));
        }

        var ecs = ProjectContainers.OfEcs(arch, chosen);
        var own = ecs.Containers.IsEmpty ? ProjectContainers.OfCompose(arch, chosen) : ecs;
        foreach (var container in own.Containers)
        {
            if (!own.IsAmbiguous && InEnvironment(container, arch) is { IsAbsent: false } value)
                yield return (container.File, value);
        }
    }

    /// <summary>Whole seconds as the host reads them from text.</summary>
    public static double? Seconds(CloudValue value) =>
        value.IsKnown && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static Node? InSettings(ArchFile file) =>
        file.MentionsInAnyCase("shutdowntimeoutseconds") && file.Data is { Roots: { Length: 1 } roots } ? roots[0].IgnoringCase(Key) : null;

    private static CloudValue InEnvironment(Container container, ArchContext arch)
    {
        foreach (var prefix in Prefixes)
        {
            if ((prefix != "ASPNETCORE_" || arch.References("Microsoft.AspNetCore.Hosting")) && container.Environment(prefix + Key) is { IsAbsent: false } value)
                return value;
        }

        return CloudValue.Absent;
    }
}
