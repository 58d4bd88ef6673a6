using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>How often the host's stop may find a hosted service at a place in its code.</summary>
internal enum Reach
{
    /// <summary>Never, or nobody would wait for it.</summary>
    None,

    Once,

    /// <summary>It stands in a loop, or is called from one.</summary>
    Again,
}

/// <summary>
/// The code that a hosted service is at work in until it stops: <c>ExecuteAsync</c>, what <c>StartAsync</c> hands over and <c>StopAsync</c> waits for, and the
/// methods, local functions and lambdas of the same type that they wait for. It is found from the inside, so that findings lie in the code that is looked at.
/// </summary>
internal sealed class HostedCode
{
    private const int MostDepth = 3;

    private readonly INamedTypeSymbol _type;
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;

    private HostedCode(INamedTypeSymbol type, SemanticModel model, CancellationToken cancellation)
    {
        _type = type;
        _model = model;
        _cancellation = cancellation;
    }

    /// <summary>How code of a hosted service is reached.</summary>
    /// <param name="node">The code.</param>
    /// <param name="type">The type around it.</param>
    /// <param name="model">The model of its tree.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static Reach Of(SyntaxNode node, INamedTypeSymbol? type, SemanticModel model, CancellationToken cancellation) =>
        HostedServices.IsHostedService(type) ? new HostedCode(type!, model, cancellation).Of(node, isKept: false, 0) : Reach.None;

    private Reach Of(SyntaxNode node, bool isKept, int depth)
    {
        var loops = false;
        for (var at = node.Parent; at is not (null or BaseTypeDeclarationSyntax); at = at.Parent)
        {
            switch (at)
            {
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax:
                    loops = true;
                    break;
                case AnonymousFunctionExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax named } }:
                    return Repeated(OfUses(named.Identifier.ValueText, SymbolUses.Body(named), null, false, isKept, depth + 1), loops);
                case AnonymousFunctionExpressionSyntax lambda when Fate(lambda) is var fate:
                    if (fate == Task.Lost)
                        return Reach.None;
                    isKept |= fate == Task.Kept;
                    break;
                case LocalFunctionStatementSyntax function:
                    return Repeated(OfUses(function.Identifier.ValueText, SymbolUses.Body(function), null, IsSynchronous(function.ReturnType, function.Modifiers), isKept, depth + 1), loops);
                case MethodDeclarationSyntax method:
                    return Repeated(OfMethod(method, isKept, depth), loops);
            }
        }

        return Reach.None;
    }

    private static Reach Repeated(Reach reach, bool loops) => reach == Reach.Once && loops ? Reach.Again : reach;

    private Reach OfMethod(MethodDeclarationSyntax declaration, bool isKept, int depth)
    {
        var method = declaration.SyntaxTree == _model.SyntaxTree ? _model.GetDeclaredSymbol(declaration, _cancellation) : null;
        switch (declaration.Identifier.ValueText)
        {
            case "ExecuteAsync" when declaration.Modifiers.Any(SyntaxKind.OverrideKeyword):
                return method is null || HostedServices.Overrides(method, "ExecuteAsync") ? Reach.Once : Reach.None;
            case "StartAsync":
                return isKept ? Reach.Once : Reach.None;
            case "StopAsync":
                return Reach.None;
        }

        var reach = Reach.None;
        foreach (var part in _type.DeclaringSyntaxReferences)
        {
            if (reach != Reach.Again && OfUses(declaration.Identifier.ValueText, part.GetSyntax(_cancellation), method, IsSynchronous(declaration.ReturnType, declaration.Modifiers), isKept, depth + 1) is var found && found > reach)
                reach = found;
        }

        return reach;
    }

    /// <summary>How a function is reached through the places that name it.</summary>
    private Reach OfUses(string name, SyntaxNode scope, IMethodSymbol? method, bool isSynchronous, bool isKept, int depth)
    {
        var reach = Reach.None;
        if (depth > MostDepth)
            return reach;
        foreach (var use in scope.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (use.Identifier.ValueText != name || !Means(use, method))
                continue;
            var function = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : (ExpressionSyntax)use;
            var fate = function.Parent is InvocationExpressionSyntax call ? Fate(call, isSynchronous) : Fate(function);
            if (fate != Task.Lost && Of(use, isKept || fate == Task.Kept, depth) is var found && found > reach)
                reach = found;
        }

        return reach;
    }

    /// <summary>Whether the caller has to wait, as there is no task to forget.</summary>
    private static bool IsSynchronous(TypeSyntax result, SyntaxTokenList modifiers) =>
        result is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } && !modifiers.Any(SyntaxKind.AsyncKeyword);

    // In another file of the type there is nothing to bind with; the name has to do.
    private bool Means(SimpleNameSyntax use, IMethodSymbol? method) =>
        method is null || use.SyntaxTree != _model.SyntaxTree || SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(use, _cancellation).Symbol?.OriginalDefinition, method.OriginalDefinition);

    private enum Task
    {
        /// <summary>Nobody waits, or it is not known who.</summary>
        Lost,

        /// <summary>The code that starts it waits for its end.</summary>
        Awaited,

        /// <summary>It is stored, and <c>StopAsync</c> waits for its end.</summary>
        Kept,
    }

    /// <summary>What becomes of a call, or of a function that is handed to one.</summary>
    private Task Fate(ExpressionSyntax expression, bool isSynchronous = false)
    {
        while (true)
        {
            expression = SameValue.Outermost(expression);
            switch (expression.Parent)
            {
                case AwaitExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax:
                    return Task.Awaited;
                case ExpressionStatementSyntax:
                    return isSynchronous ? Task.Awaited : Task.Lost;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "GetResult" or "Wait" or "Join" }:
                    return Task.Awaited;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "Unwrap" or "AsTask" or "GetAwaiter", Parent: InvocationExpressionSyntax chained }:
                    expression = chained;
                    break;
                // Whoever waits for one of several does not wait for each.
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } } when ServiceCode.LastName(called) is "WhenAny" or "WaitAny" or "Register" or "UnsafeRegister" or "ContinueWith":
                    return Task.Lost;
                case ArgumentSyntax { Parent.Parent: ExpressionSyntax and (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax) and var taker }:
                    expression = taker;
                    isSynchronous = false;
                    break;
                case InitializerExpressionSyntax { Parent: ExpressionSyntax array }:
                    expression = array;
                    break;
                case ExpressionElementSyntax { Parent: ExpressionSyntax collection }:
                    expression = collection;
                    break;
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } variable }:
                    return IsAwaited(variable.Identifier.ValueText, SymbolUses.Body(variable)) ? Task.Awaited : Task.Lost;
                case AssignmentExpressionSyntax assignment when assignment.Right == expression && ServiceCode.LastName(assignment.Left) is { } name:
                    return IsAwaited(name, SymbolUses.Body(assignment)) ? Task.Awaited : IsAwaitedByStop(name) ? Task.Kept : Task.Lost;
                default:
                    return Task.Lost;
            }
        }
    }

    private bool IsAwaitedByStop(string name) => _type.DeclaringSyntaxReferences
        .SelectMany(part => part.GetSyntax(_cancellation).DescendantNodes().OfType<MethodDeclarationSyntax>())
        .Any(method => method.Identifier.ValueText is "StopAsync" && IsAwaited(name, method));

    /// <summary>Whether code waits for the end of a task or thread: by itself or together with others, the token of the shutdown included.</summary>
    private static bool IsAwaited(string name, SyntaxNode scope) => Uses(name, scope).Any(static use => use.Ancestors().TakeWhile(static outer => outer is ExpressionSyntax or ArgumentSyntax or BaseArgumentListSyntax
            or InitializerExpressionSyntax or CollectionElementSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax)
        .Any(static outer => outer is AwaitExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "Join" or "Result" or "GetAwaiter" }
            or MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Wait" or "Join" }
            or ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Wait" or "Join" } } }
            or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" } }));

    private static IEnumerable<IdentifierNameSyntax> Uses(string name, SyntaxNode scope) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name);
}
