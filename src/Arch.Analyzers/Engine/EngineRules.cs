using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>ARCH9xxx: the tool's own voice. No preset switches these off.</summary>
internal static class EngineRules
{
    public static readonly DiagnosticDescriptor ConfigurationError = Descriptor.Create(
        "ARCH9001",
        title: "The configuration of the ARCH rules has an error",
        messageFormat: "{0}",
        category: Category.Engine,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A configuration with an error checks something else than its author meant. Reported are options whose value does not have the "
            + "expected form, mistakes in arch.json, lines of arch.baseline.txt that are no entries, and arch:ignore comments without a known rule id or without a reason.",
        baseline: false);

    public static readonly DiagnosticDescriptor FileUnreadable = Descriptor.Create(
        "ARCH9002",
        title: "A file that a rule reads is not valid",
        messageFormat: "'{0}' is not valid {1}: {2}; apart from the search for keys no ARCH rule has looked at this file, so repair it",
        category: Category.Engine,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A file that does not parse is not judged: half a file leads to wrong findings. The finding lies at the first error. "
            + "The search for AWS keys goes on, because it reads plain text.",
        baseline: false);

    public static readonly DiagnosticDescriptor StaleBaseline = Descriptor.Create(
        "ARCH9003",
        title: "A baseline entry is no longer needed",
        messageFormat: "Baseline entry is no longer needed: {0}; delete the line",
        category: Category.Engine,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The finding that this line of arch.baseline.txt records has been repaired. Deleting the line keeps it from coming back. "
            + "Never an error: repairing a violation must not break a build.",
        compilationEnd: true,
        baseline: false);

    public static readonly DiagnosticDescriptor BaselineSummary = Descriptor.Create(
        "ARCH9004",
        title: "Known findings are silent",
        messageFormat: "{0} known findings of {1} baseline entries are silent in '{2}'",
        category: Category.Engine,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A baseline that nobody sees grows silently. This line shows, once per build, how much of it is in use.",
        compilationEnd: true,
        baseline: false);

    public static readonly DiagnosticDescriptor UnusedIgnore = Descriptor.Create(
        "ARCH9005",
        title: "An arch:ignore comment suppresses nothing",
        messageFormat: "'arch:ignore {0}' suppresses nothing; delete it",
        category: Category.Engine,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The finding that this comment was written for is gone. Left in place it would silence the next one that nobody has judged.",
        compilationEnd: true,
        baseline: false);
}
