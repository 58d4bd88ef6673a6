using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.CodeFixes.Engine;

/// <summary>Takes items out of separated lists and leaves names, comments and layout of the others alone.</summary>
internal static class Lists
{
    /// <param name="original">The list of the document, which <paramref name="isDropped"/> knows.</param>
    /// <param name="current">The same list, its items perhaps changed.</param>
    /// <param name="isDropped">Which items go.</param>
    /// <param name="firstBreaks">Whether the first item starts a line.</param>
    /// <param name="keepBreaks">Whether the last item ends a line.</param>
    public static SeparatedSyntaxList<T> Without<T>(
        SeparatedSyntaxList<T> original, SeparatedSyntaxList<T> current, Func<SyntaxNode, bool> isDropped, bool firstBreaks, bool keepBreaks) where T : SyntaxNode
    {
        var kept = Enumerable.Range(0, original.Count).Where(i => !isDropped(original[i])).ToList();
        var items = new List<T>();
        var separators = new List<SyntaxToken>();
        foreach (var i in kept)
        {
            var item = current[i];
            if (items.Count == 0 && i > 0 && !firstBreaks)
                item = item.WithLeadingTrivia(item.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
            else if (items.Count == 0 && i > 0 && !HasLineBreak(current.GetSeparator(i - 1).TrailingTrivia))
                item = item.WithLeadingTrivia(Indentation(current[0]).Concat(item.GetLeadingTrivia()));
            // A comment between a comma and an item is about the item.
            if (i > 0 && isDropped(original[i - 1]) && current.GetSeparator(i - 1).TrailingTrivia is var between && HasComment(between) && !HasLineBreak(between))
                item = item.WithLeadingTrivia(between.SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Concat(item.GetLeadingTrivia()));
            var isLast = i == kept[kept.Count - 1];
            if (i < current.SeparatorCount && (!isLast || current.SeparatorCount == current.Count))
            {
                separators.Add(current.GetSeparator(i));
            }
            else if (i < current.SeparatorCount)
            {
                // The comma goes, what stands behind it in the line does not.
                var behind = current.GetSeparator(i).TrailingTrivia;
                if (HasComment(behind))
                    item = item.WithTrailingTrivia(item.GetTrailingTrivia().AddRange(behind).AddRange(keepBreaks || !HasLineBreak(behind) ? [] : Indentation(item)));
                else if (keepBreaks && HasLineBreak(behind))
                    item = item.WithTrailingTrivia(item.GetTrailingTrivia().AddRange(behind));
                else if (keepBreaks)
                    item = item.WithTrailingTrivia(current[current.Count - 1].GetTrailingTrivia());
            }

            items.Add(item);
        }

        return SyntaxFactory.SeparatedList(items, separators);
    }

    public static bool HasLineBreak(SyntaxTriviaList trivia) => trivia.Any(static item => item.IsKind(SyntaxKind.EndOfLineTrivia));

    private static bool HasComment(SyntaxTriviaList trivia) =>
        trivia.Any(static item => item.IsKind(SyntaxKind.SingleLineCommentTrivia) || item.IsKind(SyntaxKind.MultiLineCommentTrivia));

    private static IEnumerable<SyntaxTrivia> Indentation(SyntaxNode item) => item.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1);
}
