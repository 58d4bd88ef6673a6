using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Redis;

/// <summary>A call that is to be replaced by longer code: what surrounds it, which names are free, where statements may stand before it.</summary>
internal sealed class CallSite
{
    private readonly FreeNames _names;

    public CallSite(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        (Call, Access, Method, Model, Cancellation) = (call, access, method, model, cancellation);
        _names = new FreeNames(model, call);
        Indent = IndentAt(call);
        var text = call.SyntaxTree.GetText(cancellation).ToString();
        LineEnd = text.IndexOf("\r\n", System.StringComparison.Ordinal) >= 0 ? "\r\n" : "\n";
    }

    public InvocationExpressionSyntax Call { get; }

    public MemberAccessExpressionSyntax Access { get; }

    public IMethodSymbol Method { get; }

    public SemanticModel Model { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>What the line of the call starts with.</summary>
    public string Indent { get; }

    public string LineEnd { get; }

    public LanguageVersion Language => ((CSharpParseOptions)Call.SyntaxTree.Options).LanguageVersion;

    public bool HasNullableTypes => (Model.GetNullableContext(Call.SpanStart) & NullableContext.AnnotationsEnabled) != 0;

    /// <summary>A name that means nothing yet in the member.</summary>
    public string Fresh(string name) => _names.Next(name);

    /// <summary>What the line where a node begins starts with.</summary>
    public string IndentAt(SyntaxNode node)
    {
        var line = node.SyntaxTree.GetText(Cancellation).Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    public ExpressionSyntax? Argument(string parameter) => ArgumentByParameter.Find(Call.ArgumentList, Method, parameter)?.Expression;

    /// <summary>Whether code may be evaluated again, and inside a lambda, with the same result.</summary>
    public bool CanRepeat(ExpressionSyntax expression)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case ThisExpressionSyntax or BaseExpressionSyntax when IsInStruct:
                    return false;
                case IdentifierNameSyntax name when !CanRepeat(name):
                    return false;
                case LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression }
                    or ThisExpressionSyntax or BaseExpressionSyntax or ParenthesizedExpressionSyntax or InterpolatedStringExpressionSyntax or InterpolatedStringContentSyntax
                    or InterpolationFormatClauseSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or NameSyntax or PredefinedTypeSyntax
                    or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether a comment or directive stands inside of the call, where a rewrite would lose it; what stands around the call is kept.</summary>
    public static bool HoldsComment(InvocationExpressionSyntax call) => call.DescendantTrivia().Any(trivia =>
        call.Span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>The only cancellation token that the code could pass; null when there is none or a choice.</summary>
    public string? CancellationTokenInScope()
    {
        var tokens = Model.LookupSymbols(Call.SpanStart).Where(symbol => symbol switch
        {
            IParameterSymbol parameter => IsToken(parameter.Type),
            ILocalSymbol local => IsToken(local.Type) && local.Locations[0].SourceSpan.Start < Call.SpanStart,
            _ => false,
        }).Take(2).ToList();
        return tokens.Count == 1 ? tokens[0].Name : null;
    }

    private bool IsInStruct => Model.GetEnclosingSymbol(Call.SpanStart)?.ContainingType?.TypeKind == TypeKind.Struct;

    private bool CanRepeat(IdentifierNameSyntax name) => Model.GetSymbolInfo(name, Cancellation).Symbol switch
    {
        ILocalSymbol local => local.RefKind == RefKind.None,
        IParameterSymbol parameter => parameter.RefKind == RefKind.None && !(IsInStruct && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }),
        IFieldSymbol or IPropertySymbol => !IsInStruct || name.Parent is MemberAccessExpressionSyntax access && access.Name == name
            || Model.GetSymbolInfo(name, Cancellation).Symbol!.IsStatic,
        ITypeSymbol or INamespaceSymbol => true,
        _ => false,
    };

    private static bool IsToken(ITypeSymbol type) => type.Name == nameof(System.Threading.CancellationToken) && type.IsIn("System.Threading");
}
