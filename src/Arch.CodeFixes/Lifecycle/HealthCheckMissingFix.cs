using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3009: registers health checks and maps their endpoint, where builder and application are locals of the entry point.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HealthCheckMissingFix)), Shared]
public sealed class HealthCheckMissingFix() : DocumentFix(LifecycleRules.HealthCheckMissing)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Map a health endpoint", "health");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var root = edits.Model.SyntaxTree.GetRoot(cancellation);
        if (finding.Properties[HealthCheckMissing.Path] is not { } path || root.FindNode(finding.Location.SourceSpan) is not { Parent: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax app } } name
            || name.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } run || DeclarationOf(app, edits.Model, cancellation) is not { } declaration
            || BuilderOf(declaration) is not { } builder || declaration.Parent is not LocalDeclarationStatementSyntax build || Item(build).Parent != Item(run).Parent
            || root is not CompilationUnitSyntax unit)
            return false;

        var added = new Dictionary<SyntaxNode, string>();
        if (!Mentions(edits.Model.Compilation, cancellation, "AddHealthChecks"))
            added[Item(build)] = $"{builder}.Services.AddHealthChecks();";
        var anonymous = Mentions(edits.Model.Compilation, cancellation, "FallbackPolicy", "SetFallbackPolicy") ? ".AllowAnonymous()" : "";
        added[Item(run)] = $"{app.Identifier.Text}.MapHealthChecks({SymbolDisplay.FormatLiteral(path, quote: true)}){anonymous};";

        var end = Layout.LineEndOf(unit.SyntaxTree);
        var changed = unit.TrackNodes(added.Keys);
        foreach (var (item, statement) in added.Select(static pair => (pair.Key, pair.Value)))
        {
            var parsed = SyntaxFactory.ParseStatement(Layout.IndentOf(item) + statement + end);
            changed = changed.InsertNodesBefore(changed.GetCurrentNode(item)!, [item is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(parsed) : parsed]);
        }

        changed = Usings.Add(changed, "Microsoft.AspNetCore.Builder", edits.Model.Compilation, end);
        if (added.Count > 1)
            changed = Usings.Add(changed, "Microsoft.Extensions.DependencyInjection", edits.Model.Compilation, end);
        edits.Replace(unit, changed, []);
        return true;
    }

    /// <summary>The statement as the list knows it that it stands in.</summary>
    private static SyntaxNode Item(StatementSyntax statement) => statement.Parent is GlobalStatementSyntax global ? global : statement;

    private static VariableDeclarationSyntax? DeclarationOf(IdentifierNameSyntax app, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(app, cancellation).Symbol is ILocalSymbol { Type.Name: "WebApplication", DeclaringSyntaxReferences: { Length: 1 } declarations }
            ? declarations[0].GetSyntax(cancellation).Parent as VariableDeclarationSyntax
            : null;

    /// <summary>The name of the local in <c>var app = builder.Build();</c></summary>
    private static string? BuilderOf(VariableDeclarationSyntax app) =>
        app.Variables is { Count: 1 } variables
        && variables[0].Initializer?.Value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build", Expression: IdentifierNameSyntax builder } }
            ? builder.Identifier.Text
            : null;

    private static bool Mentions(Compilation compilation, CancellationToken cancellation, params string[] names) =>
        compilation.SyntaxTrees.Any(tree => tree.GetRoot(cancellation).DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText)));
}
