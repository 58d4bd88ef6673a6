using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Access;
using Arch.Analyzers.DynamoDb;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Layers;
using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Redis;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers;

/// <summary>The hosts and rules of this assembly: the one list that a new family is added to.</summary>
internal static class Catalogue
{
    /// <summary>One host per family for its C# rules.</summary>
    public static ImmutableArray<CodeAnalyzer> CodeHosts { get; } = ImmutableArray.Create<CodeAnalyzer>(
        new AccessAnalyzer(),
        new KeyMaterialAnalyzer(),
        new RedisAnalyzer(),
        new DynamoDbAnalyzer(),
        new LifecycleAnalyzer(),
        new StackAnalyzer(),
        new LayersAnalyzer(),
        new CqrsAnalyzer());

    /// <summary>The rules over text files, of all families.</summary>
    public static ImmutableArray<FileRule> FileRules { get; } = ImmutableArray.Create<FileRule>(
        new AwsKeyInFile(),
        new CredentialsInDeployment(),
        new EntrypointNotExecForm(),
        new StopTimeoutTooLong(),
        new ShellFormOnShellLessImage(),
        new ShutdownBudgetInFile(),
        new LayerConfigurationError(),
        new ProjectReference(),
        new AmbiguousLayer());

    /// <summary>Every descriptor, each once, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } = CodeHosts.SelectMany(static host => host.SupportedDiagnostics)
        .Concat(FileRules.SelectMany(static rule => rule.Descriptors))
        .Concat([EngineRules.ConfigurationError, EngineRules.FileUnreadable, EngineRules.StaleBaseline, EngineRules.BaselineSummary, EngineRules.UnusedIgnore])
        .Distinct()
        .OrderBy(static rule => rule.Id, System.StringComparer.Ordinal)
        .ToImmutableArray();
}
