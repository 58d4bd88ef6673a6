using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3017: an <c>ExecuteAsync</c> that keeps the thread which starts the host. From version 10 on it has a thread of its own.</summary>
internal sealed class SynchronousExecuteAsync() : CodeRule(LifecycleRules.SynchronousExecuteAsync)
{
    // BackgroundService.StartAsync of Microsoft.Extensions.Hosting.Abstractions 10.0 runs ExecuteAsync in Task.Run.
    private const int OwnThread = 10;

    public override bool Applies(ArchContext arch) => arch.Compilation.ReferencedAssemblyNames.Any(static assembly => assembly.Name == HostedServices.Assembly && assembly.Version.Major < OwnThread);

    public override void Start(RuleStart start) => start.OnSyntax([SyntaxKind.MethodDeclaration], static node =>
    {
        var declaration = (MethodDeclarationSyntax)node.Node;
        if (declaration.Identifier.ValueText != "ExecuteAsync" || !declaration.Modifiers.Any(SyntaxKind.OverrideKeyword)
            || node.Model.GetDeclaredSymbol(declaration, node.Cancellation) is not { } method || !HostedServices.Overrides(method, "ExecuteAsync")
            || HostedServices.Base(method.ContainingType) is not { } service || service.ContainingAssembly.Identity.Version.Major is not (var major and < OwnThread) || StartsOtherwise(method.ContainingType, service))
            return;
        if (new SynchronousStart(method.ContainingType, node.Model, node.Cancellation).Blocking(method) is not { } blocking)
            return;
        // The token is cancelled by a stop while the host starts, too.
        var ends = StopToken.Reads(blocking, node.Model, node.Cancellation).Any();
        (ends ? node.Report.In(LifecycleWordings.BlocksUntilStop) : node.Report).At(declaration.Identifier.GetLocation(), Finding.Of(method), method.ContainingType.Name, major);
    });

    /// <summary>Whether a type on the way to <c>BackgroundService</c> starts in a way of its own.</summary>
    private static bool StartsOtherwise(INamedTypeSymbol type, INamedTypeSymbol service)
    {
        for (var at = type; at is not null && !SymbolEqualityComparer.Default.Equals(at, service); at = at.BaseType)
        {
            if (at.GetMembers("StartAsync").Length > 0)
                return true;
        }

        return false;
    }
}
