using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>The code that a method runs as far as it stands in the same declaration: its body, and the methods of its type that it calls itself.</summary>
internal static class Reach
{
    public static MethodDeclarationSyntax? DeclarationOf(IMethodSymbol method, TypeDeclarationSyntax type) =>
        method.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()).OfType<MethodDeclarationSyntax>().FirstOrDefault(declaration => declaration.Parent == type);

    public static IEnumerable<SyntaxNode> From(SyntaxNode code, TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        yield return code;
        foreach (var call in code.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            var name = call.Expression switch
            {
                IdentifierNameSyntax own => own,
                MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax own } => own,
                _ => null,
            };
            if (name is not null && type.Members.OfType<MethodDeclarationSyntax>().Any(member => member.Identifier.ValueText == name.Identifier.ValueText)
                && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && DeclarationOf(method.OriginalDefinition, type) is { } called && called != code)
                yield return called;
        }
    }
}
