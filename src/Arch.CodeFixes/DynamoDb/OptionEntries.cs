using System.Linq;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Sets properties in an object initializer, in the layout that it has.</summary>
internal static class OptionEntries
{
    public static InitializerExpressionSyntax Set(InitializerExpressionSyntax initializer, string property, string value)
    {
        var written = SyntaxFactory.ParseExpression(value).WithAdditionalAnnotations(Simplifier.Annotation);
        var list = initializer.Expressions;
        if (list.OfType<AssignmentExpressionSyntax>().FirstOrDefault(entry => entry.Left is IdentifierNameSyntax name && name.Identifier.ValueText == property) is { } known)
            return initializer.ReplaceNode(known.Right, written.WithTriviaFrom(known.Right));

        var added = SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName(property).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
            written);
        if (list.Count == 0)
            return initializer.WithExpressions(list.Add(added.WithTrailingTrivia(SyntaxFactory.Space)));

        var last = list[list.Count - 1];
        added = added.WithLeadingTrivia(last.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1));
        if (list.SeparatorCount == list.Count)
        {
            var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(list.GetSeparator(list.Count - 1).TrailingTrivia.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
            return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(list.GetWithSeparators().Add(added).Add(comma)));
        }

        // A comment behind the last entry stays behind it.
        var behind = last.GetTrailingTrivia();
        var breaks = Lists.HasLineBreak(behind);
        var separator = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(breaks ? behind : SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(list.Replace(last, last.WithTrailingTrivia()).GetWithSeparators()
            .Add(separator)
            .Add(added.WithTrailingTrivia(breaks ? behind.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : behind))));
    }
}
