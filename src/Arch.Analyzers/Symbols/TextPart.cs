using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>Literals, and the text parts of interpolated strings, alike.</summary>
internal static class TextPart
{
    /// <summary>The literal or text part that a token belongs to; null for tokens that hold no value.</summary>
    public static SyntaxNode? Of(SyntaxToken token) => token.Parent is LiteralExpressionSyntax or InterpolatedStringTextSyntax ? token.Parent : null;

    /// <summary>The decoded text; null for characters, numbers, and all that is no literal.</summary>
    public static string? TextOf(SyntaxNode part) => part switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.Utf8StringLiteralExpression } literal => literal.Token.ValueText,
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        _ => null,
    };

    /// <summary>The token of a part that has a text.</summary>
    public static SyntaxToken TokenOf(SyntaxNode part) => part is InterpolatedStringTextSyntax text ? text.TextToken : ((LiteralExpressionSyntax)part).Token;
}
