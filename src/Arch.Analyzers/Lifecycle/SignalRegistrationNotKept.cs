using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3012: a signal registration that is collected or disposed before the signal comes.</summary>
internal sealed class SignalRegistrationNotKept() : CodeRule(LifecycleRules.SignalRegistrationNotKept)
{
    private const string Collected = "its finalizer removes the handler at the next garbage collection";

    public override void Start(RuleStart start) => start.OnCall(SignalRegistration.MethodNames, static call =>
    {
        if (!SignalRegistration.Is(call))
            return;
        switch (SameValue.Outermost(call.Call).Parent)
        {
            case ExpressionStatementSyntax:
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } discard } when call.Model.GetSymbolInfo(discard, call.Cancellation).Symbol is IDiscardSymbol:
                Report(call, Collected);
                break;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variables } variable }:
                CheckVariable(call, variables, variable);
                break;
            case UsingStatementSyntax block:
                CheckBlock(call, block);
                break;
        }
    });

    private static void CheckVariable(CallContext call, VariableDeclarationSyntax variables, VariableDeclaratorSyntax variable)
    {
        switch (variables.Parent)
        {
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.None }:
                if (call.Model.GetDeclaredSymbol(variable, call.Cancellation) is { } local && !SymbolUses.In(SymbolUses.Body(variable), local, call.Model, call.Cancellation).Any())
                    Report(call, Collected);
                break;
            case LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration when !EntryPoint.Get(call.Arch).Holds(call.ContainingSymbol):
                if (call.ContainingSymbol is IMethodSymbol method && block.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
                    && !block.Statements.Skip(block.Statements.IndexOf(declaration) + 1).Any(Quiet.CanWait))
                    Report(call, $"it is disposed when '{method.Name}' returns");
                break;
            case UsingStatementSyntax block:
                CheckBlock(call, block);
                break;
        }
    }

    private static void CheckBlock(CallContext call, UsingStatementSyntax block)
    {
        if (!Quiet.CanWait(block.Statement) && EntryPoint.Get(call.Arch).Holds(call.ContainingSymbol))
            call.Report.Soft(call.Call.Expression.GetLocation(), Finding.Of(call.Method!), "it is disposed before the wait");
    }

    private static void Report(CallContext call, string reason) => call.Report.At(call.Call.Expression.GetLocation(), Finding.Of(call.Method!), reason);
}
