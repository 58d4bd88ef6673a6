using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Layers;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Layers;

/// <summary>
/// ARCH4001: asks for the interface instead of the type that implements it, where the mention is the type of a variable, member or parameter.
/// What is used of it and is no part of the interface would not compile, and then nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LayerDependencyFix)), Shared]
public sealed class LayerDependencyFix() : DocumentFix(LayersRules.LayerDependency)
{
    private protected override Task OfferAsync(FixOffer offer)
    {
        var port = offer.Diagnostic.Properties.TryGetValue(LayerDependency.Properties.Port, out var name) && name is not null ? name : "";
        return port.Length == 0 ? Task.CompletedTask : OfferAsync(offer, $"Use the port '{port.Substring(port.LastIndexOf('.') + 1)}'", "port");
    }

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue(LayerDependency.Properties.Port, out var name)
            || edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax mention
            || edits.Model.GetSymbolInfo(mention, cancellation).Symbol is not INamedTypeSymbol type
            || type.AllInterfaces.FirstOrDefault(port => Names.Metadata(port) == name) is not { } port)
            return false;

        var whole = (TypeSyntax)mention;
        while (whole.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax)
            whole = (TypeSyntax)whole.Parent;
        if (!IsTypeOfSomething(whole.Parent is NullableTypeSyntax nullable ? nullable : whole))
            return false;
        edits.Replace(whole, TypeNames.Of(port).WithTriviaFrom(whole), []);
        return true;
    }

    /// <summary>Not what is created, cast to, derived from or called: there the type itself is meant.</summary>
    private static bool IsTypeOfSomething(TypeSyntax type) => type.Parent switch
    {
        VariableDeclarationSyntax declaration => declaration.Type == type,
        PropertyDeclarationSyntax property => property.Type == type,
        ParameterSyntax parameter => parameter.Type == type,
        MethodDeclarationSyntax method => method.ReturnType == type,
        IndexerDeclarationSyntax indexer => indexer.Type == type,
        LocalFunctionStatementSyntax function => function.ReturnType == type,
        DelegateDeclarationSyntax function => function.ReturnType == type,
        _ => false,
    };
}
