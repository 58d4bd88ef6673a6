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

/// <summary>ARCH3014: waits for the shutdown of the host instead of for ever.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HostStartedNotAwaitedFix)), Shared]
public sealed class HostStartedNotAwaitedFix() : DocumentFix(LifecycleRules.HostStartedNotAwaited)
{
    private const string Hosting = "Microsoft.Extensions.Hosting";

    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Wait for the shutdown of the host", "wait");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var root = (CompilationUnitSyntax)edits.Model.SyntaxTree.GetRoot(cancellation);
        if (root.FindNode(finding.Location.SourceSpan).FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { Expression: IdentifierNameSyntax host } || finding.AdditionalLocations.Count == 0)
            return false;
        var wait = root.FindNode(finding.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true);
        if (wait.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement || statement.Expression != wait || !IsBeside(statement, host))
            return false;
        var waiting = SyntaxFactory.ParseStatement(IsAsync(statement) ? $"await {host}.WaitForShutdownAsync();" : $"{host}.WaitForShutdown();").WithTriviaFrom(statement);
        edits.Replace(root, Usings.Add(root.ReplaceNode(statement, waiting), Hosting, edits.Model.Compilation, Layout.LineEndOf(root.SyntaxTree)), []);
        return true;
    }

    /// <summary>Whether the wait is made by the same function that started the host.</summary>
    private static bool IsBeside(SyntaxNode wait, SyntaxNode host) => Function(wait) == Function(host);

    private static bool IsAsync(SyntaxNode wait) => Function(wait) is not MethodDeclarationSyntax method || method.Modifiers.Any(SyntaxKind.AsyncKeyword);

    private static SyntaxNode Function(SyntaxNode node) =>
        node.Ancestors().First(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or CompilationUnitSyntax);
}
