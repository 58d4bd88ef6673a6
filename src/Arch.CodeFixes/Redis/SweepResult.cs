using System.Linq;
using Arch.Analyzers.Redis;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Redis;

/// <summary>What the code does with the answer to a raw KEYS: the expression to be replaced, and whether it wants texts or keys.</summary>
internal readonly record struct SweepResult(ExpressionSyntax Target, bool IsText)
{
    /// <summary>The use of the answer, when a list of keys can stand there; null for every other.</summary>
    public static SweepResult? Of(ExpressionSyntax answer, CallSite site)
    {
        var outer = Outer(answer);
        if (outer.Parent is CastExpressionSyntax cast)
            return ElementOf(cast, site) switch
            {
                Element.Key => new SweepResult(cast, IsText: false),
                Element.Text => new SweepResult(cast, IsText: true),
                Element.Other when ElementsAreConverted(cast, site) => new SweepResult(cast, IsText: false),
                _ => null,
            };
        return OfVariable(outer, site);
    }

    /// <summary>The answer in a variable that is only ever converted to one type.</summary>
    private static SweepResult? OfVariable(ExpressionSyntax answer, CallSite site)
    {
        if (answer.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } } variable }
            || site.Model.GetDeclaredSymbol(variable, site.Cancellation) is not ILocalSymbol local)
            return null;

        var uses = SymbolUses.In(SymbolUses.Body(answer), local, site.Model, site.Cancellation)
            .Select(use => Outer(use).Parent is CastExpressionSyntax cast ? ElementOf(cast, site) : Element.None).Distinct().ToList();
        return uses.Count == 1 && uses[0] is (Element.Key or Element.Text) ? new SweepResult(answer, uses[0] == Element.Text) : null;
    }

    private static bool ElementsAreConverted(CastExpressionSyntax cast, CallSite site)
    {
        var outer = Outer(cast);
        ISymbol? element = outer.Parent switch
        {
            ForEachStatementSyntax { Type.IsVar: true } loop when loop.Expression == outer => site.Model.GetDeclaredSymbol(loop, site.Cancellation),
            MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: nameof(Enumerable.Select),
                Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments },
            } => arguments[0].Expression is SimpleLambdaExpressionSyntax lambda ? site.Model.GetDeclaredSymbol(lambda.Parameter, site.Cancellation) : null,
            _ => null,
        };
        return element is not null && SymbolUses.In(SymbolUses.Body(cast), element, site.Model, site.Cancellation).All(use => IsConverted(Outer(use), site));
    }

    private static bool IsConverted(ExpressionSyntax use, CallSite site) => use.Parent switch
    {
        CastExpressionSyntax cast => IsKeyOrText(site.Model.GetTypeInfo(cast, site.Cancellation).Type),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(ToString), Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } } => true,
        _ => site.Model.GetTypeInfo(use, site.Cancellation).ConvertedType is { } type && IsKeyOrText(type),
    };

    private static bool IsKeyOrText(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String || RedisTypes.IsStackExchange(type, "RedisKey");

    private static Element ElementOf(CastExpressionSyntax cast, CallSite site) =>
        site.Model.GetTypeInfo(cast, site.Cancellation).Type is not IArrayTypeSymbol { Rank: 1, ElementType: var element } ? Element.None
        : element.SpecialType == SpecialType.System_String ? Element.Text
        : RedisTypes.IsStackExchange(element, "RedisKey") ? Element.Key
        : RedisTypes.IsStackExchange(element, "RedisValue") || RedisTypes.IsStackExchange(element, "RedisResult") ? Element.Other
        : Element.None;

    private static ExpressionSyntax Outer(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            expression = (ExpressionSyntax)expression.Parent;
        return expression;
    }

    private enum Element
    {
        None,
        Key,
        Text,
        Other,
    }
}
