using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Engine;

/// <summary>Which statements can be deleted.</summary>
internal static class Statements
{
    /// <summary>The node to delete so that the statement is gone; null for one that something depends on, as on the body of an <c>if</c>.</summary>
    public static SyntaxNode? Deletable(StatementSyntax statement) => statement.Parent switch
    {
        _ when HasDirectives(statement) => null,
        BlockSyntax => statement,
        // The last statement of a section is its break, so one that goes leaves a section behind.
        SwitchSectionSyntax { Statements.Count: > 1 } => statement,
        GlobalStatementSyntax global => global,
        _ => null,
    };

    /// <summary>Whether there is an <c>#if</c> or the like within the code: text that nobody has parsed may depend on it.</summary>
    public static bool HasDirectives(SyntaxNode code) =>
        code.ContainsDirectives && code.DescendantTrivia().Any(trivia => trivia.IsDirective && code.Span.Contains(trivia.Span));
}
