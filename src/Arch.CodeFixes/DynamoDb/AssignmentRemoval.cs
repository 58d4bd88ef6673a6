using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Takes an assignment out of an initializer or a block.</summary>
internal static class AssignmentRemoval
{
    public static SyntaxNode From(SyntaxNode root, AssignmentExpressionSyntax assignment)
    {
        if (assignment.Parent is not InitializerExpressionSyntax initializer)
            return root.RemoveNode(assignment.Parent!, SyntaxRemoveOptions.KeepExteriorTrivia & ~SyntaxRemoveOptions.KeepTrailingTrivia)!;

        var index = initializer.Expressions.IndexOf(assignment);
        var list = initializer.Expressions.RemoveAt(index);
        // What stood behind the last entry, a line break or a space, now stands behind the new last one.
        if (index == list.Count && list.Count > 0 && list.SeparatorCount < list.Count)
            list = list.Replace(list[list.Count - 1], list[list.Count - 1].WithTrailingTrivia(assignment.GetTrailingTrivia()));
        return root.ReplaceNode(initializer, initializer.WithExpressions(list));
    }
}
