using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Whether the project is a program that a container runs and SIGTERM ends. Tests, functions and programs with a window are not.</summary>
internal static class ServiceProject
{
    // BenchmarkDotNet is what a project of measurements references, which a person starts and watches.
    private static readonly string[] OtherPrograms =
    [
        "BenchmarkDotNet", "Amazon.Lambda.RuntimeSupport", "Amazon.Lambda.AspNetCoreServer", "Amazon.Lambda.AspNetCoreServer.Hosting",
        "PresentationFramework", "System.Windows.Forms", "Microsoft.Maui", "Mono.Android", "Microsoft.iOS", "Microsoft.AspNetCore.Components.WebAssembly",
    ];

    public static bool Is(ArchContext arch) => !arch.IsTestProject && !arch.ReferencesAny(OtherPrograms);
}
