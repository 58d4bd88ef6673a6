using System.Collections.Generic;
using System.Threading;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.DynamoDb;

/// <summary>The other trees of a compilation, for facts that stand in another file than the finding.</summary>
internal static class TreeModels
{
    /// <summary>Models of the trees whose text holds one of the words. Binding them is dear: ask for words that are rare.</summary>
    public static IEnumerable<SemanticModel> With(Compilation compilation, string[] words, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (TextSearch.ContainsAny(tree.GetText(cancellation), words))
                yield return Of(compilation, tree);
        }
    }

#pragma warning disable RS0030, RS1030 // the fact is asked for once per compilation, and there is no action over its tree
    public static SemanticModel Of(Compilation compilation, SyntaxTree tree) => compilation.GetSemanticModel(tree);
#pragma warning restore RS0030, RS1030
}
