using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3002: a handler of SIGTERM that asks others to stop and lets .NET end the process before they can, or that keeps the process alive and asks nobody.</summary>
internal sealed class SignalHandlerDoesNotCancel() : CodeRule(LifecycleRules.SignalHandlerDoesNotCancel)
{
    private const string UnnamedContext = "context";

    public override void Start(RuleStart start) => start.OnCall(SignalRegistration.MethodNames, static call =>
    {
        if (SignalRegistration.TermHandler(call) is not { } handler || SignalHandler.Of(handler, call.Model, call.Cancellation) is not { Works: false } read
            || (read.Cancels && read.Asks) || ShutdownEvidence.Get(call.Arch).HasHandlerBeside(call.Call))
            return;
        if (read.Cancels)
        {
            if (EntryPointEnd.StandsStill(call.Arch, call.Model, call.Cancellation))
                call.Report.In(LifecycleWordings.SignalSwallowed).At(Head(handler), Finding.Of(call.Method!));
            return;
        }

        var context = SignalHandler.Code(handler, call.Model, call.Cancellation).Context is { Name: { Length: > 0 } name } parameter && !IsDiscard(parameter) ? name : UnnamedContext;
        if (read.Late is { } late)
            call.Report.In(LifecycleWordings.CancelledTooLate).At(late.GetLocation(), Finding.Of(call.Method!), context);
        else
            call.Report.At(Head(handler), Finding.Of(call.Method!), context);
    });

    private static bool IsDiscard(ISymbol parameter) => parameter.Name == "_" || parameter is IParameterSymbol { IsDiscard: true };

    /// <summary>A lambda up to its arrow, or the name of the method.</summary>
    private static Location Head(ExpressionSyntax handler) => handler switch
    {
        LambdaExpressionSyntax lambda => Location.Create(lambda.SyntaxTree, TextSpan.FromBounds(lambda.SpanStart, lambda.ArrowToken.Span.End)),
        AnonymousMethodExpressionSyntax method => Location.Create(method.SyntaxTree, TextSpan.FromBounds(method.SpanStart, method.ParameterList?.Span.End ?? method.DelegateKeyword.Span.End)),
        _ => handler.GetLocation(),
    };
}
