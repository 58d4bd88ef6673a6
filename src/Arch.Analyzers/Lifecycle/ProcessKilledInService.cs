using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3006: a part of a service that ends the whole process.</summary>
internal sealed class ProcessKilledInService() : CodeRule(LifecycleRules.ProcessKilledInService)
{
    private static readonly string[] Killers = ["Exit", "FailFast", "Kill"];

    public override bool Applies(ArchContext arch) => arch.References(HostedServices.Assembly);

    public override void Start(RuleStart start) => start.OnCall(Killers, static call =>
    {
        if (Killer(call) is not { } killer || !IsInService(call))
            return;
        if (call.Arch.Configuration.Get(LifecycleOptions.KillersAllowed, call.Call.SyntaxTree) is { Length: > 0 } allowed && IsAllowed(call.ContainingSymbol, allowed))
            return;
        call.Report.At(call.Call.Expression.GetLocation(), Finding.Of(call.Method!), killer);
    });

    private static string? Killer(CallContext call)
    {
        if (call.Method is not { } method)
            return null;
        if (method.ContainingType is { Name: "Environment" } environment && environment.IsIn("System"))
            return method.Name is "Exit" or "FailFast" ? "Environment." + method.Name : null;
        return method is { Name: "Kill", ContainingType: { Name: "Process" } process } && process.IsIn("System.Diagnostics")
            && call.Call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
            && SingleValue.Of(receiver, call.Model, call.Cancellation) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetCurrentProcess" } }
                ? "Process.Kill"
                : null;
    }

    private static bool IsInService(CallContext call)
    {
        for (SyntaxNode? at = call.Call.Parent; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case AnonymousFunctionExpressionSyntax lambda when ServiceCode.CallerOf(lambda, call.Model, call.Cancellation) is var caller and not Caller.Unknown:
                    return caller == Caller.Service;
                case MethodDeclarationSyntax or LocalFunctionStatementSyntax when NamedBy(at, call) is var caller and not Caller.Unknown:
                    return caller == Caller.Service;
            }
        }

        return ServiceCode.IsIn(call.ContainingSymbol?.ContainingType);
    }

    /// <summary>What calls a method by its name given to something: <c>AppDomain.CurrentDomain.UnhandledException += OnCrash</c>.</summary>
    private static Caller NamedBy(SyntaxNode function, CallContext call)
    {
        var name = function is MethodDeclarationSyntax method ? method.Identifier.ValueText : ((LocalFunctionStatementSyntax)function).Identifier.ValueText;
        SyntaxNode scope = function.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? type : call.Call.SyntaxTree.GetRoot(call.Cancellation);
        var callers = scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name)
            .Select(use => ServiceCode.CallerOf(use.Parent is MemberAccessExpressionSyntax { Name: var last } access && last == use ? access : use, call.Model, call.Cancellation))
            .ToList();
        return callers.Contains(Caller.End) ? Caller.End : callers.Contains(Caller.Service) ? Caller.Service : Caller.Unknown;
    }

    private static bool IsAllowed(ISymbol? symbol, ImmutableArray<string> allowed)
    {
        for (var at = symbol; at is not null; at = at.ContainingSymbol)
        {
            if (at is INamespaceSymbol)
                return false;
            if (allowed.Contains(Names.Full(at)))
                return true;
        }

        return false;
    }
}
