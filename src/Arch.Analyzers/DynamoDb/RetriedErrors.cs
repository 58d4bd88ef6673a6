using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>An error that a retry names.</summary>
/// <param name="Place">The token that names it.</param>
/// <param name="Name">The exception, or the code of the service.</param>
internal readonly record struct RetriedError(Location Place, string Name);

/// <summary>Which errors a retry strategy handles, as far as its predicate can be read. A predicate of one's own that says more than a type is trusted.</summary>
internal sealed class RetriedErrors
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly List<RetriedError> _permanent = [];
    private readonly List<string> _handled = [];
    private bool _isWhole = true;

    private RetriedErrors(SemanticModel model, CancellationToken cancellation)
    {
        _model = model;
        _cancellation = cancellation;
    }

    /// <summary>Errors that every attempt meets again.</summary>
    public IReadOnlyList<RetriedError> Permanent => _permanent;

    /// <summary>What is handled without a predicate and holds such errors as well.</summary>
    public RetriedError? Broad { get; private set; }

    /// <summary>Whether nothing is handled but what the SDK never retries by itself.</summary>
    public bool IsLeftToTheCaller => _isWhole && _handled.Count > 0 && _handled.TrueForAll(static name => name is "TransactionCanceledException" or "TransactionConflictException");

    public static RetriedErrors Of(PollyRetry retry, SemanticModel model, CancellationToken cancellation)
    {
        var errors = new RetriedErrors(model, cancellation);
        if (!retry.IsVersion8)
            errors.ReadChain((retry.Call.Expression as MemberAccessExpressionSyntax)?.Expression);
        else if (retry.Option("ShouldHandle") is { } predicate)
            errors.ReadPredicate(predicate);
        else if (retry.Options is not null)
            errors.Broad = new(((MemberAccessExpressionSyntax)retry.Call.Expression).Name.Identifier.GetLocation(), "every exception");
        else
            errors._isWhole = false;
        return errors;
    }

    /// <summary>The codes in a filter that every attempt meets again: <c>e.ErrorCode == "ValidationException"</c>.</summary>
    public static IEnumerable<RetriedError> CodesOf(ExpressionSyntax filter, SemanticModel model, CancellationToken cancellation)
    {
        var errors = new RetriedErrors(model, cancellation);
        errors.ReadCondition(filter);
        return errors._permanent;
    }

    private void ReadChain(ExpressionSyntax? chain)
    {
        while (chain is not null)
        {
            chain = SingleValue.Of(chain, _model, _cancellation);
            if (chain is not InvocationExpressionSyntax call)
                break;
            var access = call.Expression as MemberAccessExpressionSyntax;
            var name = access?.Name ?? call.Expression as SimpleNameSyntax;
            if (name is not null && _model.GetSymbolInfo(call, _cancellation).Symbol is IMethodSymbol method && method.ContainingType.IsIn("Polly"))
                ReadLink(call, name, method);
            else
                _isWhole = false;
            chain = access?.Expression;
        }
    }

    private void ReadLink(InvocationExpressionSyntax call, SimpleNameSyntax name, IMethodSymbol method)
    {
        if (method.Name is not ("Handle" or "HandleInner" or "Or" or "OrInner") || method.TypeArguments is not { Length: 1 } types)
        {
            _isWhole &= method.Name is "Build" or "WithPolicyKey";
            return;
        }

        var type = types[0];
        _handled.Add(type.Name);
        if (call.ArgumentList.Arguments.Count > 0)
        {
            if (DynamoDbErrors.IsBroad(type) && call.ArgumentList.Arguments[0].Expression is LambdaExpressionSyntax { ExpressionBody: { } body })
                _permanent.AddRange(CodesOf(body, _model, _cancellation).Select(code => code with { Place = name.Identifier.GetLocation() }));
        }
        else if (DynamoDbErrors.IsPermanent(type))
        {
            _permanent.Add(new(name.Identifier.GetLocation(), type.Name));
        }
        else if (DynamoDbErrors.IsBroad(type) || (type.Name == "TransactionCanceledException" && type.IsIn("Amazon.DynamoDBv2.Model")))
        {
            Broad = new(name.Identifier.GetLocation(), type.Name);
        }
    }

    private void ReadPredicate(ExpressionSyntax predicate)
    {
        predicate = SingleValue.Of(predicate, _model, _cancellation);
        if (predicate is not LambdaExpressionSyntax lambda)
        {
            ReadChain(predicate);
            return;
        }

        _isWhole = false;
        if (lambda.ExpressionBody is { } body)
            ReadVerdict(body);
        else if (lambda.Block is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax { Expression: { } returned })
            ReadVerdict(returned);
    }

    /// <summary>What the lambda returns: a condition, in whatever makes a task of it, or a switch over errors.</summary>
    private void ReadVerdict(ExpressionSyntax verdict)
    {
        verdict = SameValue.Bare(verdict);
        switch (verdict)
        {
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }:
                ReadVerdict(arguments[0].Expression);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" }, ArgumentList.Arguments: { Count: 1 } arguments }:
                ReadVerdict(arguments[0].Expression);
                break;
            case ConditionalExpressionSyntax conditional when IsTrue(conditional.WhenTrue) && !IsTrue(conditional.WhenFalse):
                ReadCondition(conditional.Condition);
                break;
            case SwitchExpressionSyntax choice:
                foreach (var arm in choice.Arms)
                {
                    if (arm.WhenClause is null && IsTrue(arm.Expression))
                        ReadPattern(arm.Pattern);
                }

                break;
            default:
                ReadCondition(verdict);
                break;
        }
    }

    private static bool IsTrue(ExpressionSyntax expression) => SameValue.Bare(expression) switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.TrueLiteralExpression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "True" } } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" }, ArgumentList.Arguments: { Count: 1 } arguments } => IsTrue(arguments[0].Expression),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => IsTrue(arguments[0].Expression),
        _ => false,
    };

    private void ReadCondition(ExpressionSyntax condition)
    {
        switch (SameValue.Bare(condition))
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or:
                ReadCondition(or.Left);
                ReadCondition(or.Right);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } test:
                ReadType(test.Right);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } comparison:
                if (IsErrorCode(comparison.Left))
                    ReadCode(comparison.Right);
                else if (IsErrorCode(comparison.Right))
                    ReadCode(comparison.Left);
                break;
            case IsPatternExpressionSyntax pattern when IsErrorCode(pattern.Expression):
                ReadCodes(pattern.Pattern);
                break;
            case IsPatternExpressionSyntax pattern:
                ReadPattern(pattern.Pattern);
                break;
        }
    }

    private void ReadPattern(PatternSyntax pattern)
    {
        switch (pattern)
        {
            case ParenthesizedPatternSyntax parenthesized:
                ReadPattern(parenthesized.Pattern);
                break;
            case BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } or:
                ReadPattern(or.Left);
                ReadPattern(or.Right);
                break;
            case TypePatternSyntax type:
                ReadType(type.Type);
                break;
            case DeclarationPatternSyntax declaration:
                ReadType(declaration.Type);
                break;
            // Without a name a type is an expression to the parser.
            case ConstantPatternSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } constant:
                ReadType(constant.Expression);
                break;
            case RecursivePatternSyntax { PropertyPatternClause.Subpatterns: { Count: 1 } parts } recursive:
                switch (parts[0].NameColon?.Name.Identifier.ValueText)
                {
                    case "Exception":
                        ReadPattern(parts[0].Pattern);
                        break;
                    case "ErrorCode":
                        ReadCodes(parts[0].Pattern);
                        break;
                }

                break;
        }
    }

    private void ReadType(ExpressionSyntax type)
    {
        if (_model.GetSymbolInfo(type, _cancellation).Symbol is INamedTypeSymbol symbol && DynamoDbErrors.IsPermanent(symbol))
            _permanent.Add(new(type.GetLocation(), symbol.Name));
    }

    private void ReadCodes(PatternSyntax pattern)
    {
        switch (pattern)
        {
            case ParenthesizedPatternSyntax parenthesized:
                ReadCodes(parenthesized.Pattern);
                break;
            case BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } or:
                ReadCodes(or.Left);
                ReadCodes(or.Right);
                break;
            case ConstantPatternSyntax constant:
                ReadCode(constant.Expression);
                break;
        }
    }

    private void ReadCode(ExpressionSyntax code)
    {
        if (_model.GetConstantValue(code, _cancellation).Value is string text && DynamoDbErrors.IsPermanent(text))
            _permanent.Add(new(code.GetLocation(), text));
    }

    private static bool IsErrorCode(ExpressionSyntax expression) => SameValue.Bare(expression) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ErrorCode" };
}
