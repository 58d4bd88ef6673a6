using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

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

    /// <summary>Whether this is the program itself, or a library that knows the Generic Host; any other library is left alone, and pays nothing.</summary>
    public static bool Is(ArchContext arch) =>
        (arch.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication || arch.References(HostedServices.Assembly))
        && !arch.IsTestProject && !arch.ReferencesAny(OtherPrograms);
}
