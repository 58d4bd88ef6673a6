using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Names that a fix has written in full.</summary>
internal static class FullNames
{
    /// <summary>Has the names of new code shortened, as far as the usings allow it; with new usings if wanted.</summary>
    public static T Shorten<T>(T code, bool addUsings = false) where T : SyntaxNode => code.ReplaceNodes(
        code.DescendantNodesAndSelf().Where(static node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax && node.ToString().StartsWith("global::", System.StringComparison.Ordinal)),
        (_, node) => addUsings ? node.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation) : node.WithAdditionalAnnotations(Simplifier.Annotation));
}
