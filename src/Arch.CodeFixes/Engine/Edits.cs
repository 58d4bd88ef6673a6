using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Engine;

/// <summary>Changes of one document, collected from one or many findings and made in one go.</summary>
internal sealed class Edits(SemanticModel model)
{
    private readonly SyntaxAnnotation _removed = new();
    private readonly SyntaxAnnotation _firstNow = new();
    private readonly Dictionary<SyntaxNode, SyntaxNode> _replaced = [];
    private readonly HashSet<SyntaxNode> _dropped = [];
    private readonly HashSet<SyntaxNode> _deleted = [];
    private readonly List<SyntaxNode> _vanished = [];

    public SemanticModel Model => model;

    /// <summary>The code that will not be there any more.</summary>
    public IReadOnlyList<SyntaxNode> Vanished => _vanished;

    public bool IsEmpty => _replaced.Count + _dropped.Count + _deleted.Count == 0;

    /// <summary>Puts a node in the place of another.</summary>
    /// <param name="node">The node of the document.</param>
    /// <param name="other">What stands there afterwards.</param>
    /// <param name="vanishing">The parts of the old node that the new one does not have.</param>
    public void Replace(SyntaxNode node, SyntaxNode other, IEnumerable<SyntaxNode> vanishing)
    {
        _replaced[node] = other;
        _vanished.AddRange(vanishing);
    }

    /// <summary>Takes an argument or a member of an object initializer out of its list.</summary>
    public void Drop(SyntaxNode item)
    {
        _dropped.Add(item);
        _vanished.Add(item);
    }

    /// <summary>Deletes a statement, a declaration or a variable of one.</summary>
    public void Delete(SyntaxNode node)
    {
        _deleted.Add(node);
        _vanished.Add(node);
    }

    /// <summary>Takes over the changes of another set.</summary>
    public void Add(Edits other)
    {
        foreach (var (node, replacement) in other._replaced.Select(static entry => (entry.Key, entry.Value)))
            _replaced[node] = replacement;
        _dropped.UnionWith(other._dropped);
        _deleted.UnionWith(other._deleted);
        _vanished.AddRange(other._vanished);
    }

    /// <summary>Whether a node lies in code that vanishes.</summary>
    public bool Vanishes(SyntaxNode node) => _vanished.Any(gone => gone.Span.Contains(node.Span));

    /// <summary>The root of the document with all changes.</summary>
    public SyntaxNode Apply()
    {
        var root = model.SyntaxTree.GetRoot();
        var lists = _dropped.Select(static item => item.Parent!).Distinct().ToList();
        // An initializer that loses all its members goes with them.
        var creations = lists.OfType<InitializerExpressionSyntax>().Where(list => list.Expressions.All(_dropped.Contains))
            .Select(static list => list.Parent).OfType<BaseObjectCreationExpressionSyntax>().ToList();
        var followers = _deleted.Select(FollowerOfFirst).OfType<SyntaxNode>().ToList();
        var nodes = lists.Concat(creations).Concat(_replaced.Keys).Concat(_deleted).Concat(followers).Distinct().Where(node => !IsInside(node));

        var changed = root.ReplaceNodes(nodes, (original, current) =>
        {
            if (_replaced.TryGetValue(original, out var replacement))
                return replacement;
            if (_deleted.Contains(original))
                return WithoutTrivia(current).WithAdditionalAnnotations(_removed);
            var result = current switch
            {
                BaseObjectCreationExpressionSyntax creation when creations.Contains(original) => WithoutInitializer(creation),
                ArgumentListSyntax list when lists.Contains(original) =>
                    list.WithArguments(Lists.Without(((ArgumentListSyntax)original).Arguments, list.Arguments, _dropped.Contains, Lists.HasLineBreak(list.OpenParenToken.TrailingTrivia), keepBreaks: false)),
                InitializerExpressionSyntax list when lists.Contains(original) =>
                    list.WithExpressions(Lists.Without(((InitializerExpressionSyntax)original).Expressions, list.Expressions, _dropped.Contains, firstBreaks: true, keepBreaks: true)),
                _ => current,
            };
            return followers.Contains(original) ? result.WithAdditionalAnnotations(_firstNow) : result;
        });

        changed = changed.RemoveNodes(changed.GetAnnotatedNodes(_removed), SyntaxRemoveOptions.KeepLeadingTrivia)!;
        return changed.ReplaceNodes(changed.GetAnnotatedNodes(_firstNow), static (_, node) => node.WithLeadingTrivia(WithoutBlankLines(node.GetLeadingTrivia())));
    }

    private bool IsInside(SyntaxNode node)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
        {
            if (_deleted.Contains(outer) || _replaced.ContainsKey(outer) || _dropped.Contains(outer))
                return true;
        }

        return false;
    }

    /// <summary>The line goes with what stands on it; comments and directives above it stay.</summary>
    private static SyntaxNode WithoutTrivia(SyntaxNode node)
    {
        var leading = node.GetLeadingTrivia().ToList();
        var last = leading.FindLastIndex(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (last >= 0 && last + 1 < leading.Count && leading[last + 1].IsKind(SyntaxKind.EndOfLineTrivia))
            last++;
        return node.WithLeadingTrivia(leading.Take(last + 1)).WithTrailingTrivia();
    }

    private static BaseObjectCreationExpressionSyntax WithoutInitializer(BaseObjectCreationExpressionSyntax creation)
    {
        var arguments = (creation.ArgumentList ?? SyntaxFactory.ArgumentList()).WithTrailingTrivia(creation.GetTrailingTrivia());
        creation = creation.WithInitializer(null).WithArgumentList(arguments);
        return creation is ObjectCreationExpressionSyntax named ? named.WithType(named.Type.WithTrailingTrivia()) : creation;
    }

    /// <summary>What comes first in a body when the node and all before it are gone: the blank line above it goes as well.</summary>
    private SyntaxNode? FollowerOfFirst(SyntaxNode node)
    {
        var siblings = node.Parent switch
        {
            BlockSyntax block => block.Statements.Cast<SyntaxNode>(),
            TypeDeclarationSyntax type => type.Members,
            _ => [],
        };
        var all = siblings.ToList();
        var first = all.FindIndex(sibling => !_deleted.Contains(sibling));
        return first > all.IndexOf(node) ? all[first] : null;
    }

    private static IEnumerable<SyntaxTrivia> WithoutBlankLines(SyntaxTriviaList trivia)
    {
        var skip = 0;
        for (var i = 0; i < trivia.Count && (trivia[i].IsKind(SyntaxKind.WhitespaceTrivia) || trivia[i].IsKind(SyntaxKind.EndOfLineTrivia)); i++)
        {
            if (trivia[i].IsKind(SyntaxKind.EndOfLineTrivia))
                skip = i + 1;
        }

        return trivia.Skip(skip);
    }
}
