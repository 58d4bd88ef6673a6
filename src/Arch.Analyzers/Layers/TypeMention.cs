using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>Where a type is named within the way another type is written.</summary>
internal static class TypeMention
{
    /// <summary>The name of the type in <c>Task&lt;Result&lt;Visit&gt;&gt;</c>; null when it comes in without a name.</summary>
    public static SimpleNameSyntax? Find(SyntaxNode written, ITypeSymbol type, SemanticModel model, CancellationToken cancellation) =>
        written.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .FirstOrDefault(name => SymbolEqualityComparer.Default.Equals((model.GetSymbolInfo(name, cancellation).Symbol as ITypeSymbol)?.OriginalDefinition, type.OriginalDefinition));
}
