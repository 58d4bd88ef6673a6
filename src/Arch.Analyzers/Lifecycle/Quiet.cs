using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Calls that only tell people something, told by their names, as nothing but silence depends on it.</summary>
internal static class Quiet
{
    public static bool IsLog(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access
        && (access.Name.Identifier.ValueText.StartsWith("Log", StringComparison.Ordinal)
            || access.Name.Identifier.ValueText is "Write" or "WriteLine" or "Information" or "Info" or "Debug" or "Warning" or "Warn" or "Error" or "Trace" or "Flush");

    /// <summary>Whether code can take long: it loops, awaits, or calls something that is no log.</summary>
    public static bool CanWait(SyntaxNode code) => code.DescendantNodesAndSelf().Any(static node => node switch
    {
        AwaitExpressionSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or YieldStatementSyntax => true,
        LocalDeclarationStatementSyntax declaration => declaration.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
        InvocationExpressionSyntax call => !IsLog(call) && call.Expression is not IdentifierNameSyntax { Identifier.ValueText: "nameof" },
        _ => false,
    });
}
