using System;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3007: work that is started and that nobody waits for.</summary>
internal sealed class FireAndForgetTask() : CodeRule(LifecycleRules.FireAndForgetTask)
{
    private const string Lost = ", and its exceptions are lost";

    private const string Fatal = ", and an exception in it ends the process";

    public override void Start(RuleStart start)
    {
        start.OnAssignment(["_"], CheckDiscard);
        start.OnSyntax([SyntaxKind.ExpressionStatement], CheckStatement);
        start.OnCall(["Run", "StartNew"], CheckLocal);
        start.OnCall(["QueueUserWorkItem", "UnsafeQueueUserWorkItem"], CheckWorkItem);
        start.OnCreation([new("Thread", 1)], CheckThread);
        start.OnSyntax([SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement], CheckFunction);
        start.OnSyntax([SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.AnonymousMethodExpression], CheckLambda);
    }

    private static void CheckDiscard(NodeContext node)
    {
        var assignment = (AssignmentExpressionSyntax)node.Node;
        if (assignment.Parent is ExpressionStatementSyntax && assignment.Left is IdentifierNameSyntax name && assignment.Right is not AwaitExpressionSyntax
            && DroppedTask.Of(assignment.Right, node.Arch, node.Model, node.Cancellation) is { } method
            && node.Model.GetSymbolInfo(name, node.Cancellation).Symbol is IDiscardSymbol)
            Report(node, name.GetLocation(), Finding.Of(method), "task", Fate(DroppedTask.Work(assignment.Right, method, node.Model, node.Cancellation), Lost));
    }

    private static void CheckStatement(NodeContext node)
    {
        // The compiler itself warns of this in async code.
        var expression = ((ExpressionStatementSyntax)node.Node).Expression;
        var call = expression is ConditionalAccessExpressionSyntax conditional ? conditional.WhenNotNull as InvocationExpressionSyntax : expression as InvocationExpressionSyntax;
        if (call is not null && DroppedTask.Name(call) is { } name && (name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal) || name.Identifier.ValueText is "Run" or "StartNew")
            && DroppedTask.Of(call, node.Arch, node.Model, node.Cancellation) is { } method
            && node.Model.GetEnclosingSymbol(call.SpanStart, node.Cancellation) is IMethodSymbol { IsAsync: false })
            Report(node, name.GetLocation(), Finding.Of(method), "task", Fate(DroppedTask.Work(call, method, node.Model, node.Cancellation), Lost));
    }

    private static void CheckLocal(CallContext call)
    {
        if (call.Call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax } } variable }
            && DroppedTask.Of(call.Call, call.Arch, call.Model, call.Cancellation) is { } method
            && call.Model.GetDeclaredSymbol(variable, call.Cancellation) is { } local && DroppedTask.IsNeverUsed(local, variable, call.Model, call.Cancellation))
            Report(call, variable.Identifier.GetLocation(), Finding.Of(method), "task", Fate(DroppedTask.Work(call.Call, method, call.Model, call.Cancellation), Lost));
    }

    private static void CheckWorkItem(CallContext call)
    {
        if (call.Method is { ContainingType: { Name: "ThreadPool" } pool } method && pool.IsIn("System.Threading") && call.Call.Parent is ExpressionStatementSyntax
            && !DroppedTask.IsToldOf(call.Call.ArgumentList, call.Model, call.Cancellation))
            Report(call, call.NameLocation, Finding.Of(method), "work item", Fate(DroppedTask.Work(call.Call, method, call.Model, call.Cancellation), Fatal));
    }

    private static void CheckThread(CreationContext creation)
    {
        if (creation.Creation is not BaseObjectCreationExpressionSyntax made || creation.Constructor?.ContainingType is not { Name: "Thread" } type || !type.IsIn("System.Threading")
            || DroppedTask.GoesOn(creation.ContainingSymbol) || DroppedTask.IsToldOf(made.ArgumentList, creation.Model, creation.Cancellation) || DroppedThread.Of(made, creation.Model, creation.Cancellation) is not { } thread)
            return;
        var isService = ServiceCode.IsAround(made, creation.ContainingSymbol, creation.Model, creation.Cancellation);
        if (!thread.IsBackground && !isService && !ShutdownEvidence.Get(creation.Arch).HasHost)
            return;
        var location = made is ObjectCreationExpressionSyntax named ? named.Type.GetLocation() : made.NewKeyword.GetLocation();
        var report = thread.IsBackground ? creation.Report : creation.Report.In(LifecycleWordings.ThreadOutlivesHost);
        object[] words = thread.IsBackground ? ["thread", Fate(DroppedTask.Work(made, creation.Constructor, creation.Model, creation.Cancellation), Fatal)] : [];
        if (isService)
            report.At(location, Finding.Of(creation.Constructor), words);
        else
            report.Soft(location, Finding.Of(creation.Constructor), words);
    }

    private static void CheckFunction(NodeContext node)
    {
        var (modifiers, returns, name) = node.Node switch
        {
            MethodDeclarationSyntax method => (method.Modifiers, method.ReturnType, method.Identifier),
            LocalFunctionStatementSyntax function => (function.Modifiers, function.ReturnType, function.Identifier),
            _ => default,
        };
        if (modifiers.Any(SyntaxKind.AsyncKeyword) && returns is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            && node.Model.GetDeclaredSymbol(node.Node, node.Cancellation) is IMethodSymbol symbol && !DroppedTask.MustBeVoid(symbol, node.Node) && !DroppedTask.Tells(node.Node))
            Report(node, name.GetLocation(), Finding.Of(symbol), "async method without a task", Fate(SourceBody.Of(symbol, node.Node.SyntaxTree, node.Cancellation), Fatal));
    }

    private static void CheckLambda(NodeContext node)
    {
        var lambda = (AnonymousFunctionExpressionSyntax)node.Node;
        if (!lambda.Modifiers.Any(SyntaxKind.AsyncKeyword) || DroppedTask.IsHandler(lambda) || DroppedTask.Tells(lambda.Body)
            || node.Model.GetTypeInfo(lambda, node.Cancellation).ConvertedType is not INamedTypeSymbol { DelegateInvokeMethod: { ReturnsVoid: true } invoke } type || DroppedTask.IsEvent(invoke))
            return;
        Report(node, lambda.AsyncKeyword.GetLocation(), Finding.Of(type), "async lambda", Fate(lambda.Body, Fatal));
    }

    /// <summary>What becomes of an exception, as messages go on; nothing of one that the work deals with itself.</summary>
    private static string Fate(SyntaxNode? work, string otherwise) => work is not null && DroppedTask.CatchesAll(work) ? "" : otherwise;

    private static void Report(NodeContext node, Location location, Finding finding, string what, string fate)
    {
        if (DroppedTask.GoesOn(node.ContainingSymbol))
            return;
        if (ServiceCode.IsAround(node.Node, node.ContainingSymbol, node.Model, node.Cancellation))
            node.Report.At(location, finding, what, fate);
        else
            node.Report.Soft(location, finding, what, fate);
    }

    private static void Report(CallContext call, Location location, Finding finding, string what, string fate)
    {
        if (DroppedTask.GoesOn(call.ContainingSymbol))
            return;
        if (ServiceCode.IsAround(call.Call, call.ContainingSymbol, call.Model, call.Cancellation))
            call.Report.At(location, finding, what, fate);
        else
            call.Report.Soft(location, finding, what, fate);
    }
}
