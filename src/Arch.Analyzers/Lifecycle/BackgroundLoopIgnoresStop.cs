using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3003: an infinite loop in a hosted service that no stop ends.</summary>
internal sealed class BackgroundLoopIgnoresStop() : CodeRule(LifecycleRules.BackgroundLoopIgnoresStop)
{
    /// <summary>Property of a diagnostic: the token in scope, as an expression; not there when there is none.</summary>
    public const string Token = "token";

    public override bool Applies(ArchContext arch) => arch.References(HostedServices.Assembly);

    public override void Start(RuleStart start) => start.OnSyntax([SyntaxKind.WhileStatement, SyntaxKind.DoStatement, SyntaxKind.ForStatement], static node =>
    {
        var loop = (StatementSyntax)node.Node;
        if (HostedServices.Around(loop, node.ContainingSymbol) is not { } type || !Is(loop, type, node.Arch, node.Model, node.Cancellation))
            return;
        var token = StopToken.InScope(loop, node.Model, node.Cancellation);
        node.Report.With(Token, token).At(InfiniteLoop.Header(loop), Finding.Of(node.ContainingSymbol!), token is null or "_" ? StopToken.UsualName : token);
    });

    /// <summary>Whether the host waits for the loop, and no stop ends it: neither by a token, nor by closing what it works with.</summary>
    public static bool Is(StatementSyntax loop, INamedTypeSymbol type, ArchContext arch, SemanticModel model, CancellationToken cancellation) =>
        InfiniteLoop.Is(loop, model, cancellation)
        && HostedCode.Of(loop, type, model, cancellation) != Reach.None
        && !StopToken.IsReadIn(loop, type, model, cancellation)
        && !WorksWithWhatStops(loop, type, arch, model, cancellation);

    private static bool WorksWithWhatStops(StatementSyntax loop, INamedTypeSymbol type, ArchContext arch, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var name in loop.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Parent is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && access.Name == name)
            {
                if (StopWaits.IsQueue(name, model, cancellation) && EndedByStop.MayBeCompleted(access.Expression, arch, model, cancellation))
                    return true;
            }
            else if (model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol or IFieldSymbol or IPropertySymbol or IParameterSymbol
                && (EndedByStop.Is(name, type, cancellation) || KnowsToken(name, loop, model, cancellation)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the method has made the object with a token, which then may end what the loop asks of it.</summary>
    private static bool KnowsToken(IdentifierNameSyntax name, StatementSyntax loop, SemanticModel model, CancellationToken cancellation) =>
        SymbolUses.Body(loop).DescendantNodes().Any(node => node switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } variable => variable.Identifier.ValueText == name.Identifier.ValueText && StopToken.Reads(value, model, cancellation).Any(),
            AssignmentExpressionSyntax { Left: var target, Right: var value } => ServiceCode.LastName(target) == name.Identifier.ValueText && StopToken.Reads(value, model, cancellation).Any(),
            _ => false,
        });
}
