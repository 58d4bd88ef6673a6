using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Tells calls that start work, and hand it to the caller alone, from calls whose task somebody else has as well.</summary>
internal static class DroppedTask
{
    /// <summary>The method that starts work when its task is thrown away; null when something else waits for it, or nothing is started, or that is not known.</summary>
    public static IMethodSymbol? Of(ExpressionSyntax expression, ArchContext arch, SemanticModel model, CancellationToken cancellation)
    {
        expression = SameValue.Bare(expression);
        if (expression is ConditionalAccessExpressionSyntax { WhenNotNull: var bound })
            expression = bound;
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" or "Unwrap", Expression: InvocationExpressionSyntax inner } })
            expression = inner;
        if (expression is not InvocationExpressionSyntax call || Name(call) is not { } name || StartsNothing(name.Identifier.ValueText) || IsSaidSo(call))
            return null;
        return model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && IsTask(method.OriginalDefinition.ReturnType) && !MayKeep(method) && !IsOfAPage(method)
            && !IsOfABatch(call, model, cancellation) && !IsToldOf(call.ArgumentList, model, cancellation)
            && !(SourceBody.Of(method, call.SyntaxTree, cancellation) is { } body && Tells(body))
            && !arch.Configuration.Get(LifecycleOptions.TrackedBy, call.SyntaxTree).Contains(method.Name)
            ? method
            : null;
    }

    public static SimpleNameSyntax? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    public static bool IsNeverUsed(ISymbol local, SyntaxNode declaration, SemanticModel model, CancellationToken cancellation) =>
        !SymbolUses.In(SymbolUses.Body(declaration), local, model, cancellation).Any();

    /// <summary>Whether a method cannot give its task back: it handles an event, overrides another, or is what an interface asks for.</summary>
    public static bool MustBeVoid(IMethodSymbol method, SyntaxNode declaration)
    {
        if (method.IsOverride || IsEvent(method) || !method.ExplicitInterfaceImplementations.IsEmpty)
            return true;
        SyntaxNode scope = declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? type : declaration.SyntaxTree.GetRoot();
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Any(use => use.Identifier.ValueText == method.Name && IsHandler(SymbolUses.Access(use)))
            || (method.ContainingType?.AllInterfaces.Any(contract => contract.GetMembers(method.Name)
                .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))) ?? false);
    }

    /// <summary>Whether a function is given to an event or a signal, or to a call that is looked at itself.</summary>
    public static bool IsHandler(ExpressionSyntax function) => SameValue.Outermost(function).Parent switch
    {
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var owner } } } =>
            name is "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" || (name == "Create" && ServiceCode.LastName(owner) == "PosixSignalRegistration"),
        ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "Thread" } } } => true,
        _ => false,
    };

    /// <summary>Whether this is the signature of an event: a sender, and what has happened.</summary>
    public static bool IsEvent(IMethodSymbol method)
    {
        if (method.Parameters.Length != 2)
            return false;
        for (var type = method.Parameters[1].Type; type is not null; type = type.BaseType)
        {
            if (type.Name == "EventArgs" || type.Name.EndsWith("EventArgs", System.StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    public static bool IsTask(ITypeSymbol type) => type.Name is "Task" or "ValueTask" && type.IsIn("System.Threading.Tasks");

    /// <summary>Whether a function among the arguments tells somebody when it is done: whoever waits for that waits for the work.</summary>
    public static bool IsToldOf(BaseArgumentListSyntax? arguments, SemanticModel model, CancellationToken cancellation) => arguments is not null
        && arguments.Arguments.Any(argument => argument.Expression switch
        {
            AnonymousFunctionExpressionSyntax lambda => Tells(lambda.Body) || lambda.Body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
                .Any(call => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol called && SourceBody.Of(called, call.SyntaxTree, cancellation) is { } inner && Tells(inner)),
            IdentifierNameSyntax or MemberAccessExpressionSyntax when model.GetSymbolInfo(argument.Expression, cancellation).Symbol is IMethodSymbol method =>
                SourceBody.Of(method, argument.SyntaxTree, cancellation) is { } body && Tells(body),
            _ => false,
        });

    /// <summary>
    /// Whether code sets an event, completes a task or channel, releases a semaphore, or is there to stop the host. What it calls in a <c>finally</c>, whatever happens, may count the work that
    /// is under way.
    /// </summary>
    public static bool Tells(SyntaxNode code) => code.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call =>
        IsSignal(call) || StopsHost(call, code) || (call.FirstAncestorOrSelf<FinallyClauseSyntax>() is not null && Name(call)?.Identifier.ValueText is not ("Dispose" or "DisposeAsync" or "Close" or "CloseAsync" or "Stop")));

    /// <summary>The code that a call or creation starts: the function that it is given, or that of the method itself; null when it is not in this file.</summary>
    public static SyntaxNode? Work(ExpressionSyntax start, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        var arguments = SameValue.Bare(start) switch
        {
            InvocationExpressionSyntax call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            _ => null,
        };
        return arguments?.Arguments.FirstOrDefault()?.Expression switch
        {
            null => SourceBody.Of(method, start.SyntaxTree, cancellation),
            AnonymousFunctionExpressionSyntax lambda => lambda.Body,
            var first => SourceBody.Of(model.GetSymbolInfo(first, cancellation).Symbol as IMethodSymbol ?? method, start.SyntaxTree, cancellation),
        };
    }

    /// <summary>Whether a member starts what somebody else waits for: the rest of an <c>await</c>, or whatever a scheduler is given.</summary>
    public static bool GoesOn(ISymbol? member) =>
        member is IMethodSymbol { Name: "OnCompleted" or "UnsafeOnCompleted", Parameters: { Length: 1 } parameters } && parameters[0].Type.TypeKind == TypeKind.Delegate
        || ServiceCode.IsWithin(member?.ContainingType, IsScheduler);

    private static bool IsScheduler(ITypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if ((at.Name == "TaskScheduler" && at.IsIn("System.Threading.Tasks")) || (at.Name == "SynchronizationContext" && at.IsIn("System.Threading")))
                return true;
        }

        return false;
    }

    /// <summary>Whether no exception leaves a function.</summary>
    public static bool CatchesAll(SyntaxNode body) => body is BlockSyntax { Statements: { Count: 1 } statements } && statements[0] is TryStatementSyntax attempt
        && attempt.Catches.Any(static clause => clause is { Filter: null, Declaration: null or { Type: IdentifierNameSyntax { Identifier.ValueText: "Exception" } } })
        && !attempt.Catches.Any(static clause => clause.DescendantNodes().Any(static node => node is ThrowStatementSyntax or ThrowExpressionSyntax));

    private static bool IsSignal(InvocationExpressionSyntax call) => Name(call)?.Identifier.ValueText
        is "Set" or "Signal" or "Release" or "SetResult" or "TrySetResult" or "SetException" or "TrySetException" or "SetCanceled" or "TrySetCanceled" or "Complete" or "TryComplete" or "CompleteAdding" or "SignalAndWait";

    /// <summary>Whether a call stops the host and nothing decides whether it comes to that: the process ends because of such work, and not without it.</summary>
    private static bool StopsHost(InvocationExpressionSyntax call, SyntaxNode work)
    {
        if (Name(call)?.Identifier.ValueText != "StopApplication")
            return false;
        for (SyntaxNode at = call; at != work; at = at.Parent!)
        {
            if (at is not (InvocationExpressionSyntax or ExpressionStatementSyntax or BlockSyntax or TryStatementSyntax))
                return false;
        }

        return true;
    }

    private static bool StartsNothing(string name) => name is "WhenAll" or "WhenAny" or "WhenEach" or "Delay" or "Yield" or "FromResult" or "FromException" or "FromCanceled"
        // Whoever goes on with a task has seen to its end.
        or "ContinueWith" or "Forget" or "FireAndForget" or "SafeFireAndForget";

    /// <summary>Whether the call itself says that nobody is to wait: <c>CommandFlags.FireAndForget</c>.</summary>
    private static bool IsSaidSo(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(static argument => argument.Expression.DescendantNodesAndSelf().Any(static node => node is IdentifierNameSyntax { Identifier.ValueText: "FireAndForget" }));

    /// <summary>
    /// Whether the call goes to a batch or transaction of Redis, or to what may be one: its task ends when the batch is executed, and who awaits it before waits for ever.
    /// </summary>
    private static bool IsOfABatch(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        Receiver.Of(call) is { } receiver && model.GetTypeInfo(receiver, cancellation).Type is { } type
        && (IsBatch(type) || (type.Name == "IDatabaseAsync" && type.IsIn("StackExchange.Redis")) || type.AllInterfaces.Any(IsBatch));

    private static bool IsBatch(ITypeSymbol type) => type.Name is "IBatch" or "ITransaction" && type.IsIn("StackExchange.Redis");

    /// <summary>Whether a call hands work to the page of a component, which is gone with the process: <c>_ = InvokeAsync(StateHasChanged)</c>.</summary>
    private static bool IsOfAPage(IMethodSymbol method) => method is { Name: "InvokeAsync", ContainingType: { Name: "ComponentBase" or "Dispatcher" } type } && type.IsIn("Microsoft.AspNetCore.Components");

    /// <summary>Whether a method of this compilation that is not async may have put its task somewhere.</summary>
    private static bool MayKeep(IMethodSymbol method) => !method.IsAsync && !method.DeclaringSyntaxReferences.IsEmpty;
}
