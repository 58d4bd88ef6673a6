using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>
/// Collects the key material of one C# file. It starts from the anchors in its text and asks syntax and semantics only for what stands around them.
/// </summary>
internal sealed class CodeKeys
{
    /// <summary>In a longer text only what needs no context is sought.</summary>
    private const int LongText = 64 * 1024;

    private readonly SemanticModel _model;
    private readonly SyntaxNode _root;
    private readonly KeySettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly ValueNames _names;
    private readonly List<FoundKey> _found = [];
    private readonly HashSet<SyntaxNode> _judged = [];
    private readonly HashSet<SyntaxNode> _tooLong = [];
    private readonly HashSet<string> _constants = [];

    private CodeKeys(SemanticModel model, KeySettings settings, CancellationToken cancellation)
    {
        _model = model;
        _root = model.SyntaxTree.GetRoot(cancellation);
        _settings = settings;
        _cancellation = cancellation;
        _names = new ValueNames(model, cancellation);
    }

    /// <param name="model">The model of the file.</param>
    /// <param name="anchors">Where its text may hold material.</param>
    /// <param name="constants">Names of constants that may be parts of a key.</param>
    /// <param name="settings">What is sought.</param>
    /// <param name="cancellation">Honoured between anchors.</param>
    public static List<FoundKey> Collect(
        SemanticModel model, ImmutableArray<int> anchors, IEnumerable<string> constants, KeySettings settings, CancellationToken cancellation)
    {
        var keys = new CodeKeys(model, settings, cancellation);
        keys._constants.UnionWith(constants);
        keys.VisitAnchors(anchors);
        keys.VisitUses();
        return keys._found;
    }

    private void VisitAnchors(ImmutableArray<int> anchors)
    {
        var end = -1;
        foreach (var anchor in anchors)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (anchor < end)
                continue;
            var token = _root.FindToken(anchor);
            if (token.Span.Contains(anchor))
            {
                end = token.Span.End;
                if (TextPart.Of(token) is not { } part)
                    continue;
                Visit(part);
                if (KeyPieces.ConstantOf(part) is { } constant && token.ValueText.Length < KeyShape.SecretLength)
                    _constants.Add(constant.ValueText);
            }
            else if (_root.FindTrivia(anchor) is { RawKind: not 0 } trivia)
            {
                end = trivia.FullSpan.End;
                Visit(trivia);
            }
        }
    }

    /// <summary>Parts of a key that are put together elsewhere.</summary>
    private void VisitUses()
    {
        if (_constants.Count == 0 || !_constants.Any(name => TextSearch.IndexOf(_model.SyntaxTree.GetText(_cancellation), name) >= 0))
            return;
        foreach (var name in _root.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (_constants.Contains(name.Identifier.ValueText))
                Visit(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name);
        }
    }

    private void Visit(SyntaxNode part)
    {
        if (_judged.Contains(part))
            return;

        var wholes = new List<SyntaxNode> { part };
        while (TextFolder.Larger(wholes[wholes.Count - 1]) is { } larger && !_tooLong.Contains(larger))
            wholes.Add(larger);

        // A call that is not the one it looks like is no text; what it is given may still be one.
        for (var i = wholes.Count - 1; i >= 0 && !_judged.Contains(part); i--)
        {
            if (wholes[i] is not ExpressionSyntax whole)
                continue;
            if (TextFolder.Fold(whole, _model, _cancellation) is { } folded)
            {
                if (folded.Leaves.Any(leaf => leaf.Node == part))
                    Judge(whole, folded);
            }
            else
            {
                _tooLong.UnionWith(wholes.Skip(1));
                break;
            }
        }

        if (!_judged.Contains(part) && TextPart.TextOf(part) is { } text)
            Judge(part, new FoldedText(text, ImmutableArray.Create(new FoldedLeaf(0, text.Length, part))));
    }

    private void Judge(SyntaxNode whole, FoldedText folded)
    {
        foreach (var leaf in folded.Leaves)
            _judged.Add(leaf.Node);

        var materials = Find(folded.Value, Seek.Strong);
        var inText = new TextNames(folded.Value);
        foreach (var material in materials)
        {
            var leaf = folded.LeafAround(material.Start, material.Length);
            if (leaf is null && folded.IsOpen(material.Start, material.Length))
                continue;
            // A constant is reported where it is written.
            if (leaf is { Node: var node } && TextPart.TextOf(node) is null)
                continue;

            var names = whole is ExpressionSyntax value ? _names.Of(value) : [];
            Add(
                material,
                folded.Value,
                leaf is null ? whole.Span : Locate(leaf.Value, folded.Value, material),
                inText.Of(material, names),
                materials.Length > 1 ? whole.SpanStart : GroupOf(whole),
                whole);
        }
    }

    private void Visit(SyntaxTrivia trivia)
    {
        if (!_settings.ReadsComments && IsComment(trivia))
            return;

        var text = trivia.ToFullString();
        var start = trivia.FullSpan.Start;
        var materials = Find(text, Seek.RawText);
        var inText = new TextNames(text);
        foreach (var material in materials)
        {
            Add(
                material,
                text,
                new TextSpan(start + material.Start, material.Length),
                inText.Of(material, []),
                materials.Length > 1 ? start : KeyItem.None,
                trivia.Token.Parent ?? _root);
        }
    }

    private ImmutableArray<Material> Find(string text, Seek seek) =>
        KeyMaterial.Find(text, text.Length > LongText ? seek : seek | Seek.Secrets | Seek.NamedTokens, _settings.Prefixes);

    private void Add(Material material, string text, TextSpan span, IEnumerable<ValueName> names, int group, SyntaxNode node)
    {
        var value = material.ValueIn(text);
        if (_settings.Allows(value))
            return;
        _found.Add(new FoundKey(material, value, span)
        {
            Name = material.IsStrong ? null : names.Where(name => _settings.IsNameOf(material.Kind, name)).Select(static name => (ValueName?)name).FirstOrDefault(),
            Group = group,
            Scope = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.SpanStart ?? 0,
        });
    }

    /// <summary>The characters themselves where they stand verbatim in the source, else the whole literal.</summary>
    private static TextSpan Locate(FoldedLeaf leaf, string value, Material material)
    {
        var token = TextPart.TokenOf(leaf.Node);
        if (!material.IsVerbatim)
            return token.Span;

        var sought = value.Substring(material.Start, material.Length);
        var written = token.Text;
        var at = written.IndexOf(sought, StringComparison.Ordinal);
        for (var earlier = value.IndexOf(sought, leaf.Start, StringComparison.Ordinal); at >= 0 && earlier < material.Start;)
        {
            at = written.IndexOf(sought, at + sought.Length, StringComparison.Ordinal);
            earlier = value.IndexOf(sought, earlier + sought.Length, StringComparison.Ordinal);
        }

        return at < 0 ? token.Span : new TextSpan(token.SpanStart + at, material.Length);
    }

    /// <summary>The argument list, initializer or tuple around a value.</summary>
    private static int GroupOf(SyntaxNode value)
    {
        for (var node = value.Parent; node is not (null or StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax); node = node.Parent)
        {
            if (node is BaseArgumentListSyntax or AttributeArgumentListSyntax or TupleExpressionSyntax or CollectionExpressionSyntax or AnonymousObjectCreationExpressionSyntax
                || (node is InitializerExpressionSyntax && !node.IsKind(SyntaxKind.ComplexElementInitializerExpression)))
                return node.SpanStart;
        }

        return KeyItem.None;
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind()
        is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;
}
