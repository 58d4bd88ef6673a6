using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Layers;

/// <summary>A member of a type that is called on its objects; of a property and an indexer also how.</summary>
internal sealed record UsedMember(ISymbol Symbol, bool IsRead, bool IsWritten);

/// <summary>What a project uses of the objects of a type: what an interface in its place must have.</summary>
internal static class UsedMembers
{
    /// <param name="project">The project.</param>
    /// <param name="type">The type.</param>
    /// <param name="counts">Whether a use at a place counts.</param>
    /// <param name="cancellation">The token.</param>
    public static async Task<List<UsedMember>> FindAsync(Project project, INamedTypeSymbol type, System.Func<SemanticModel, SyntaxNode, bool> counts, CancellationToken cancellation)
    {
        var found = new Dictionary<ISymbol, UsedMember>(SymbolEqualityComparer.Default);
        foreach (var document in project.Documents)
        {
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
                || !root.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == type.Name)
                || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
                continue;
            foreach (var node in root.DescendantNodes().Where(static node => node is SimpleNameSyntax or ElementAccessExpressionSyntax or ElementBindingExpressionSyntax))
            {
                if (MemberAt(node, type, model, cancellation) is not { } member || !counts(model, node))
                    continue;
                found.TryGetValue(member, out var known);
                var (reads, writes) = Access(node);
                found[member] = new(member, reads || known?.IsRead == true, writes || known?.IsWritten == true);
            }
        }

        return found.Values
            .OrderBy(static member => member.Symbol.Locations[0].SourceTree?.FilePath, System.StringComparer.Ordinal).ThenBy(static member => member.Symbol.Locations[0].SourceSpan.Start)
            .ToList();
    }

    /// <summary>The member that is used of the type here, be it inherited.</summary>
    private static ISymbol? MemberAt(SyntaxNode node, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(node, cancellation).Symbol is not ({ IsStatic: false } and (IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol or IEventSymbol)) || IsInCreation(node))
            return null;
        var symbol = model.GetSymbolInfo(node, cancellation).Symbol!.OriginalDefinition;
        return symbol is { DeclaredAccessibility: Accessibility.Public, ContainingType.SpecialType: not SpecialType.System_Object }
            && (IsType(symbol.ContainingType) || (Receiver(node) is { } receiver && IsType(model.GetTypeInfo(receiver, cancellation).Type))) ? symbol : null;

        bool IsType(ITypeSymbol? other) => SymbolEqualityComparer.Default.Equals(other?.OriginalDefinition, type);
    }

    private static ExpressionSyntax? Receiver(SyntaxNode node) => node switch
    {
        ElementAccessExpressionSyntax access => access.Expression,
        ElementBindingExpressionSyntax => Accessed(node),
        _ => node.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == node => access.Expression,
            MemberBindingExpressionSyntax => Accessed(node),
            _ => null,
        },
    };

    private static ExpressionSyntax? Accessed(SyntaxNode node) =>
        node.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Span.Contains(node.Span))?.Expression;

    /// <summary>What <c>new</c> sets is between it and the type.</summary>
    private static bool IsInCreation(SyntaxNode node) =>
        node.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax } } assignment && assignment.Left == node;

    private static (bool Reads, bool Writes) Access(SyntaxNode node)
    {
        var whole = node.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == node => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => node,
        };
        return whole.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == whole => (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression), true),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } => (true, true),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => (true, true),
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } } argument when assignment.Left == argument.Parent => (false, true),
            _ => (true, false),
        };
    }
}
