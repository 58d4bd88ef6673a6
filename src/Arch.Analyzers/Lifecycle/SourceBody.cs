using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The code of methods and local functions of one file.</summary>
internal static class SourceBody
{
    /// <summary>The block or expression that a method consists of; null when it is not declared in this tree, or not there alone.</summary>
    public static SyntaxNode? Of(IMethodSymbol method, SyntaxTree tree, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences is not { Length: 1 } parts || parts[0].SyntaxTree != tree)
            return null;
        return parts[0].GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax declaration => (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody?.Expression,
            LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody?.Expression,
            _ => null,
        };
    }
}
