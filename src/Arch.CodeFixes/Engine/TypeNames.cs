using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.Engine;

/// <summary>Names of types that become as short as the usings allow, which are added where they are missing.</summary>
internal static class TypeNames
{
    /// <summary>The name where a type is expected.</summary>
    public static TypeSyntax Of(INamedTypeSymbol type) => Shortened(SyntaxFactory.ParseTypeName(Full(type)));

    /// <summary>The name where a static member is called.</summary>
    public static ExpressionSyntax InExpression(INamedTypeSymbol type) => Shortened(SyntaxFactory.ParseExpression(Full(type)));

    private static T Shortened<T>(T name) where T : SyntaxNode => name.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static string Full(INamedTypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));
}
