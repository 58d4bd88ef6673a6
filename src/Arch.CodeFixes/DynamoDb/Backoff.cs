using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>The waiting time between two turns: exponential, capped, with full jitter. Names are written in full and shortened afterwards.</summary>
internal static class Backoff
{
    /// <summary><c>TimeSpan.FromMilliseconds(…)</c> for a counter that starts at 0.</summary>
    public static string Time(Compilation compilation, string counter) =>
        $"global::System.TimeSpan.FromMilliseconds({Random(compilation)}.NextDouble() * global::System.Math.Min(20_000, 50 * global::System.Math.Pow(2, {counter})))";

    public static string Delay(Compilation compilation, string counter, string? token, bool configureAwait) =>
        $"await global::System.Threading.Tasks.Task.Delay({Time(compilation, counter)}{(token is null ? "" : ", " + token)}){(configureAwait ? ".ConfigureAwait(false)" : "")};";

    /// <summary>The same for a function that blocks.</summary>
    public static string Sleep(Compilation compilation, string counter)
    {
        const string thread = "global::System.Threading.Thread";
        return $"{thread}.Sleep({Time(compilation, counter)});";
    }

    /// <summary>The token to wait with: that of the call, else the only one in sight.</summary>
    public static string? Token(SemanticModel model, InvocationExpressionSyntax call, SyntaxNode place)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && IsToken(model.GetTypeInfo(argument.Expression).Type)
                && model.GetSymbolInfo(argument.Expression).Symbol is { } symbol && (symbol is not (ILocalSymbol or IParameterSymbol) || InSight(model, place, symbol)))
                return argument.Expression.ToString();
        }

        var tokens = model.LookupSymbols(place.SpanStart)
            .Where(symbol => symbol is IParameterSymbol { Type: var parameter } && IsToken(parameter) || symbol is ILocalSymbol { Type: var local } && IsToken(local) && IsDeclaredBefore(symbol, place))
            .ToList();
        return tokens.Count == 1 ? tokens[0].Name : null;
    }

    /// <summary>Parses statements; what is written in full is shortened where usings allow it.</summary>
    public static T Parse<T>(string text, CSharpParseOptions options) where T : StatementSyntax
    {
        var statement = (T)SyntaxFactory.ParseStatement(text, options: options);
        return statement
            .ReplaceNodes(
                statement.DescendantNodes().Where(static node => node is MemberAccessExpressionSyntax or QualifiedNameSyntax),
                static (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    public static bool InSight(SemanticModel model, SyntaxNode place, ISymbol symbol) =>
        model.LookupSymbols(place.SpanStart, name: symbol.Name).Contains(symbol, SymbolEqualityComparer.Default) && (symbol is not ILocalSymbol || IsDeclaredBefore(symbol, place));

    private static string Random(Compilation compilation) =>
        compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly.GetTypeByMetadataName("System.Random") is { } random && random.GetMembers("Shared").Length > 0
            ? "global::System.Random.Shared"
            : "new global::System.Random()";

    private static bool IsDeclaredBefore(ISymbol symbol, SyntaxNode place) =>
        symbol.DeclaringSyntaxReferences.Length == 1 && symbol.DeclaringSyntaxReferences[0].Span.End <= place.SpanStart;

    private static bool IsToken(ITypeSymbol? type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };
}
