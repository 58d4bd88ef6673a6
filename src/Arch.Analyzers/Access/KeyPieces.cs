using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>
/// The anchors of every tree, and the constants that hold a part of a key id for code in other files. Trees outlive compilations in an editor, so that
/// each is searched once and not after every keystroke.
/// </summary>
internal static class KeyPieces
{
    // Of an id in three parts one is as long. Shorter names of that alphabet are common: SHA256, BASE64.
    private const int SharedLength = 8;

    private static readonly ConditionalWeakTable<SyntaxTree, Anchored> s_trees = new();
    private static readonly Anchored s_none = new(ImmutableArray<int>.Empty, ImmutableArray<string>.Empty);

    /// <summary>The names of the constants that other files of the compilation may put together.</summary>
    public static ImmutableHashSet<string> SharedIn(Compilation compilation) =>
        compilation.SyntaxTrees.SelectMany(static tree => s_trees.GetValue(tree, Search).Shared).ToImmutableHashSet();

    /// <summary>The places in a file where its text may hold key material or parts of it.</summary>
    public static ImmutableArray<int> AnchorsOf(SyntaxTree tree, KeyPrefixes prefixes, CancellationToken cancellation) =>
        prefixes == KeyPrefixes.Default ? s_trees.GetValue(tree, Search).Anchors : KeyAnchors.Find(tree.GetText(cancellation), prefixes, withPieces: true, cancellation);

    /// <summary>The name of the constant, or static readonly field, that a literal gives its value.</summary>
    public static SyntaxToken? ConstantOf(SyntaxNode literal) => literal.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
        && variable.Parent?.Parent switch
        {
            BaseFieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword) || (field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)),
            LocalDeclarationStatementSyntax local => local.IsConst,
            _ => false,
        }
        ? variable.Identifier
        : null;

    private static Anchored Search(SyntaxTree tree)
    {
        var anchors = KeyAnchors.Find(tree.GetText(), KeyPrefixes.Default, withPieces: true, default);
        if (anchors.IsEmpty)
            return s_none;

        var root = tree.GetRoot();
        var shared = from anchor in anchors
                     let literal = TextPart.Of(root.FindToken(anchor))
                     where literal is not null && IsShared(literal) && ConstantOf(literal) is not null
                     select ConstantOf(literal)!.Value.ValueText;
        return new Anchored(anchors, shared.ToImmutableArray());
    }

    private static bool IsShared(SyntaxNode literal) =>
        TextPart.TextOf(literal) is { Length: >= SharedLength and < KeyShape.IdLength } text
        && KeyAlphabet.IsBase32(text.AsSpan())
        && literal.FirstAncestorOrSelf<BaseFieldDeclarationSyntax>()?.Modifiers is { } modifiers
        && modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);

    private sealed class Anchored(ImmutableArray<int> anchors, ImmutableArray<string> shared)
    {
        public ImmutableArray<int> Anchors { get; } = anchors;

        public ImmutableArray<string> Shared { get; } = shared;
    }
}
