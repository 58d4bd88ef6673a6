using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.DynamoDb;

/// <summary>The models that one question needs: the one at hand, and those of other trees, each made once.</summary>
internal sealed class Models(SemanticModel here)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _others = [];

    /// <summary>The model of the one tree that declares a symbol; null for symbols of other projects, whose trees an editor knows as well.</summary>
    public SemanticModel? Of(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is { Length: > 0 } declarations && here.Compilation.ContainsSyntaxTree(declarations[0].SyntaxTree) ? Of(declarations[0].SyntaxTree) : null;

    /// <summary>The model of a tree of this compilation.</summary>
    public SemanticModel Of(SyntaxTree tree)
    {
        if (tree == here.SyntaxTree)
            return here;
        if (!_others.TryGetValue(tree, out var model))
            _others.Add(tree, model = TreeModels.Of(here.Compilation, tree));
        return model;
    }
}
