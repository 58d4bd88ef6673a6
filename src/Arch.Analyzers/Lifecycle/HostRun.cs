using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The methods that a program waits in while its host runs. Middleware has a <c>Run</c> of its own.</summary>
internal static class HostRun
{
    public static bool Is(IMethodSymbol method) => method.Name is "Run" or "RunAsync" or "WaitForShutdown" or "WaitForShutdownAsync" && method.ContainingType switch
    {
        { Name: "HostingAbstractionsHostExtensions" } type => type.IsIn("Microsoft.Extensions.Hosting"),
        { Name: "WebApplication" } type => type.IsIn("Microsoft.AspNetCore.Builder"),
        { Name: "WebHostExtensions" } type => type.IsIn("Microsoft.AspNetCore.Hosting"),
        _ => false,
    };
}
