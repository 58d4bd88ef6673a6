using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>
/// Who else may handle SIGTERM in the program. All registrations of a signal share one context: when one of them cancels, .NET leaves the process alone.
/// </summary>
internal sealed class OtherHandlers
{
    // A host runs where one of these names is written; its ConsoleLifetime cancels the signal.
    private static readonly HashSet<string> HostNames =
    [
        "Host", "IHost", "HostBuilder", "IHostBuilder", "WebApplication", "WebHost", "WebHostBuilder", "IWebHost", "IWebHostBuilder",
        "DistributedApplication", "ConsoleLifetime", "UseConsoleLifetime", "RunConsoleAsync",
    ];

    private readonly bool _hasHost;
    private readonly ImmutableArray<InvocationExpressionSyntax> _registrations;

    private OtherHandlers(ArchContext arch)
    {
        var mayHost = arch.References("Microsoft.Extensions.Hosting");
        var registrations = ImmutableArray.CreateBuilder<InvocationExpressionSyntax>();
        foreach (var tree in arch.Compilation.SyntaxTrees)
        {
            foreach (var token in tree.GetRoot().DescendantTokens())
            {
                if (!token.IsKind(SyntaxKind.IdentifierToken))
                    continue;
                _hasHost |= mayHost && HostNames.Contains(token.ValueText);
                if (token.ValueText == "PosixSignalRegistration" && token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && !IsOfAnother(call))
                    registrations.Add(call);
            }
        }

        _registrations = registrations.ToImmutable();
    }

    /// <summary>Whether the call names a signal that is not SIGTERM.</summary>
    private static bool IsOfAnother(InvocationExpressionSyntax registration) => registration.ArgumentList.Arguments.Any(static argument =>
        argument.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "PosixSignal" }, Name.Identifier.ValueText: not "SIGTERM" });

    /// <summary>Whether something other than this registration may cancel SIGTERM.</summary>
    public static bool Exist(ArchContext arch, InvocationExpressionSyntax registration)
    {
        var known = arch.Slot(static context => new OtherHandlers(context));
        return known._hasHost || known._registrations.Any(other => other != registration);
    }
}
