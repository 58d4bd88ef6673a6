using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>
/// Follows the entry point to where it stands still for ever, through the methods of its file that it calls and waits for. Branches are not followed:
/// a program that may also take the other one is not known to stay.
/// </summary>
internal sealed class EntryPointReach
{
    private const int MostDepth = 3;

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<SyntaxNode> _read = [];

    private EntryPointReach(SemanticModel model, CancellationToken cancellation)
    {
        _model = model;
        _cancellation = cancellation;
    }

    /// <param name="entryPoint">The declaration of <c>Main</c>, or the file that holds top-level statements.</param>
    /// <param name="model">The model of its tree.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static Standstill? Find(SyntaxNode entryPoint, SemanticModel model, CancellationToken cancellation)
    {
        var body = entryPoint is MethodDeclarationSyntax method ? (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression : entryPoint;
        return body is null ? null : new EntryPointReach(model, cancellation).Search(body, depth: 0);
    }

    private Standstill? Search(SyntaxNode body, int depth)
    {
        if (!_read.Add(body))
            return null;
        // What an expression body gives back is awaited by the caller.
        if (body is ExpressionSyntax returned && Returned(returned) is { } wait)
            return wait;
        foreach (var node in body.DescendantNodesAndSelf(IsAlwaysRun))
        {
            var found = node switch
            {
                WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax => Loop((StatementSyntax)node),
                ReturnStatementSyntax { Expression: { } expression } => Returned(expression),
                AwaitExpressionSyntax or InvocationExpressionSyntax when EndlessWait.Of(node, _model, _cancellation) is { } endless => new Standstill(endless.Expression, endless.Expression, endless.Source),
                InvocationExpressionSyntax call when depth < MostDepth => Follow(call, body, depth),
                _ => null,
            };
            if (found is not null)
                return found;
        }

        return null;
    }

    private static bool IsAlwaysRun(SyntaxNode node) => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
        or IfStatementSyntax or SwitchStatementSyntax or SwitchExpressionSyntax or ConditionalExpressionSyntax or CatchClauseSyntax
        or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
        or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression }
        or MemberDeclarationSyntax and not GlobalStatementSyntax);

    private Standstill? Returned(ExpressionSyntax expression) =>
        EndlessWait.OfTask(expression, expression, _model, _cancellation) is { } endless ? new Standstill(endless.Expression, endless.Expression, endless.Source) : null;

    private Standstill? Follow(InvocationExpressionSyntax call, SyntaxNode caller, int depth)
    {
        if (Called(call, caller) is not { } body || Search(body, depth + 1) is not { } found)
            return null;
        return found with { Place = call };
    }

    /// <summary>The code that a call runs to its end before the caller goes on.</summary>
    private SyntaxNode? Called(InvocationExpressionSyntax call, SyntaxNode caller)
    {
        if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Run", Expression: var owner }, ArgumentList.Arguments: { Count: > 0 } arguments }
            && ServiceCode.LastName(owner) == "Task")
            return IsAwaited(call, caller) ? Handed(arguments[0].Expression) : null;
        return call.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax
            && _model.GetSymbolInfo(call, _cancellation).Symbol is IMethodSymbol { IsVirtual: false, IsOverride: false } method
            && (!IsTask(method.ReturnType) || IsAwaited(call, caller))
                ? SourceBody.Of(method.OriginalDefinition, _model.SyntaxTree, _cancellation)
                : null;
    }

    private SyntaxNode? Handed(ExpressionSyntax function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Body,
        SimpleNameSyntax or MemberAccessExpressionSyntax when _model.GetSymbolInfo(function, _cancellation).Symbol is IMethodSymbol method => SourceBody.Of(method, _model.SyntaxTree, _cancellation),
        _ => null,
    };

    private static bool IsTask(ITypeSymbol type) => type.Name is "Task" or "ValueTask" && type.IsIn("System.Threading.Tasks");

    private static bool IsAwaited(ExpressionSyntax call, SyntaxNode caller) => call.Parent switch
    {
        AwaitExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax => true,
        ParenthesizedExpressionSyntax outer => IsAwaited(outer, caller),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter", Parent: InvocationExpressionSyntax outer } => IsAwaited(outer, caller),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "GetResult" or "Result" } => true,
        _ => call == caller,
    };

    /// <summary>A loop that goes on as long as no hook ends it.</summary>
    private Standstill? Loop(StatementSyntax loop)
    {
        ISymbol? source = null;
        if (!InfiniteLoop.AlwaysHolds(loop, _model, _cancellation) && (source = Condition(loop)) is null)
            return null;
        if (InfiniteLoop.HasExit(loop))
            return null;
        foreach (var name in loop.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<IdentifierNameSyntax>())
        {
            if (_model.GetTypeInfo(name, _cancellation).Type is not { Name: "CancellationToken" or "CancellationTokenSource" } type || !type.IsIn("System.Threading")
                || _model.GetSymbolInfo(name, _cancellation).Symbol is not { Kind: SymbolKind.Local or SymbolKind.Parameter or SymbolKind.Field or SymbolKind.Property } symbol
                || IsOfTheLoop(symbol, loop))
                continue;
            // What cancels a token that the loop waits with ends the loop.
            var access = SymbolUses.Access(name);
            var wait = type.Name == "CancellationToken" ? EndlessWait.OfToken(access, name, _model, _cancellation) : EndlessWait.OfHandle(access, name, _model, _cancellation);
            if (wait is null)
                return null;
            source ??= wait.Source;
        }

        return new(loop, loop, source);
    }

    /// <summary>Whether a token belongs to one round, or is that of a source, which is looked at itself.</summary>
    private static bool IsOfTheLoop(ISymbol symbol, StatementSyntax loop) =>
        symbol is IPropertySymbol { Name: "None" or "Token", ContainingType: { Name: "CancellationToken" or "CancellationTokenSource" } type } && type.IsIn("System.Threading")
        || (symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations } && loop.Span.Contains(declarations[0].Span));

    /// <summary>The token source or flag of <c>while (!stop.IsCancellationRequested)</c> or <c>while (running)</c> that only hooks change.</summary>
    private ISymbol? Condition(StatementSyntax loop)
    {
        var condition = loop switch
        {
            WhileStatementSyntax at => at.Condition,
            DoStatementSyntax at => at.Condition,
            ForStatementSyntax at => at.Condition,
            _ => null,
        };
        var negated = condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression };
        var asked = SameValue.Bare(condition is PrefixUnaryExpressionSyntax { Operand: var operand } && negated ? operand : condition!);
        if (negated && asked is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested", Expression: var source })
        {
            var token = SingleValue.Of(source, _model, _cancellation);
            return (token is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Token" } ? EndlessWait.OfToken(token, source, _model, _cancellation) : EndlessWait.OfHandle(source, source, _model, _cancellation))?.Source;
        }

        return asked is IdentifierNameSyntax or MemberAccessExpressionSyntax
            && _model.GetSymbolInfo(asked, _cancellation).Symbol is ILocalSymbol { Type.SpecialType: SpecialType.System_Boolean } or IFieldSymbol { Type.SpecialType: SpecialType.System_Boolean }
            && _model.GetSymbolInfo(asked, _cancellation).Symbol is { } flag
            && SymbolUses.Declaration(flag, _model.SyntaxTree) is { } declaration
            && StartsAs(!negated, declaration)
            && SignalHooks.AloneEnd(flag, _model, _cancellation)
                ? flag
                : null;
    }

    private static bool StartsAs(bool value, SyntaxNode declaration) => SingleValue.Initial(declaration) switch
    {
        null => !value,
        LiteralExpressionSyntax literal => literal.IsKind(value ? SyntaxKind.TrueLiteralExpression : SyntaxKind.FalseLiteralExpression),
        _ => false,
    };
}
