using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3004: a wait in a hosted service that goes on after the stop, although a token is there to end it.</summary>
internal sealed class WaitIgnoresStop() : CodeRule(LifecycleRules.WaitIgnoresStop)
{
    /// <summary>Property of a diagnostic: the token in scope, as an expression.</summary>
    public const string Token = "token";

    public override bool Applies(ArchContext arch) => arch.References(HostedServices.Assembly);

    public override void Start(RuleStart start)
    {
        var more = start.Arch.Configuration.GetAll(LifecycleOptions.Waits, start.Arch.Compilation).SelectMany(static names => names).Select(static name => name.Substring(name.LastIndexOf('.') + 1));
        start.OnCall(StopWaits.Names.Concat(more).Distinct().ToArray(), static call =>
        {
            if (HostedServices.Around(call.Call, call.ContainingSymbol) is not { } type || call.Method is not { } method
                || !StopWaits.Is(method, call.Arch.Configuration.Get(LifecycleOptions.Waits, call.Call.SyntaxTree)))
                return;
            var wait = call.Call;
            if (StopWaits.IsLimited(wait, method) || !StopWaits.HoldsUp(wait, method) || Drains(wait, call.Model, call.Cancellation) || IsShort(call) || IsEnded(call, type))
                return;
            var needed = EndlessWait.IsDelay(wait, call.Model, call.Cancellation) ? Reach.Once : Reach.Again;
            if (StopToken.InScope(wait, call.Model, call.Cancellation) is { } token && HostedCode.Of(wait, type, call.Model, call.Cancellation) >= needed
                && !wait.Ancestors().OfType<StatementSyntax>().Any(loop => BackgroundLoopIgnoresStop.Is(loop, type, call.Arch, call.Model, call.Cancellation)))
                call.Report.With(Token, token).At(call.NameLocation, Finding.Of(method), $"{method.ContainingType.Name}.{method.Name}", token == "_" ? StopToken.UsualName : token);
        });
    }

    private static bool IsShort(CallContext call) => StopWaits.Milliseconds(call.Call, call.Method!, call.Model, call.Cancellation) is { } milliseconds
        && milliseconds >= 0 && milliseconds < call.Arch.Configuration.Get(LifecycleOptions.MinDelay, call.Call.SyntaxTree);

    /// <summary>Whether the wait ends by itself when others do their part: a lock is released, what is waited for is closed by the stop.</summary>
    private static bool IsEnded(CallContext call, INamedTypeSymbol type)
    {
        if (call.Method!.IsStatic || (call.Call.Expression as MemberAccessExpressionSyntax)?.Expression is not { } waited)
            return false;
        if (call.Method.ContainingType.Name == "SemaphoreSlim")
            return IsReleased(waited, call.Call) || EndedByStop.Is(waited, type, call.Cancellation);
        return EndedByStop.Is(waited, type, call.Cancellation)
            || (StopWaits.IsQueue(call.Method) && EndedByStop.MayBeCompleted(waited, call.Arch, call.Model, call.Cancellation));
    }

    /// <summary>Whether the same method gives back what it waits for.</summary>
    private static bool IsReleased(ExpressionSyntax semaphore, SyntaxNode wait) => SymbolUses.Body(wait).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        .Any(access => access.Name.Identifier.ValueText == "Release" && ServiceCode.LastName(access.Expression) == ServiceCode.LastName(semaphore));

    /// <summary>Whether the stop has come when this code is reached: it finishes what is left.</summary>
    private static bool Drains(SyntaxNode wait, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var node in wait.AncestorsAndSelf())
        {
            switch (node)
            {
                case FinallyClauseSyntax:
                case CatchClauseSyntax { Declaration.Type: var caught } when caught.ToString() is var name && (name.EndsWith("OperationCanceledException", System.StringComparison.Ordinal)
                    || name.EndsWith("TaskCanceledException", System.StringComparison.Ordinal)):
                    return true;
                case BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                    return false;
                case StatementSyntax { Parent: BlockSyntax block } statement:
                    foreach (var earlier in block.Statements)
                    {
                        if (earlier == statement)
                            break;
                        if (earlier.DescendantNodesAndSelf(static inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(loop => LastsUntilStop(loop, model, cancellation)))
                            return true;
                    }

                    break;
            }
        }

        return false;
    }

    private static bool LastsUntilStop(SyntaxNode loop, SemanticModel model, CancellationToken cancellation) => loop switch
    {
        WhileStatementSyntax at => StopToken.Reads(at.Condition, model, cancellation).Any() || InfiniteLoop.AlwaysHolds(at, model, cancellation),
        DoStatementSyntax at => StopToken.Reads(at.Condition, model, cancellation).Any() || InfiniteLoop.AlwaysHolds(at, model, cancellation),
        ForStatementSyntax { Condition: { } condition } => StopToken.Reads(condition, model, cancellation).Any(),
        ForEachStatementSyntax { AwaitKeyword.RawKind: not (int)SyntaxKind.None } at => StopToken.Reads(at.Expression, model, cancellation).Any(),
        InvocationExpressionSyntax call => EndlessWait.IsDelay(call, model, cancellation),
        _ => false,
    };
}
