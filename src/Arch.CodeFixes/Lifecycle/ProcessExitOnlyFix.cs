using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3013: turns SIGTERM into an exit, which raises <c>ProcessExit</c>; a program that only hears Ctrl+C is stopped as ARCH3001 does it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProcessExitOnlyFix)), Shared]
public sealed class ProcessExitOnlyFix() : DocumentFix(LifecycleRules.ProcessExitOnly)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Stop on SIGTERM", "stop");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var hook = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AssignmentExpressionSyntax>();
        if (hook is null || !SignalHooks.IsSubscription(hook))
            return false;
        if (EntryPointEnd.IsConsole(hook))
            return StopOnSigterm.Plan(edits, cancellation);

        var statement = hook.FirstAncestorOrSelf<ExpressionStatementSyntax>();
        if (statement is null || edits.Model.Compilation.GetEntryPoint(cancellation)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } declaration)
            return false;
        var edit = new EntryPointEdit(declaration);
        var index = edit.Statements.ToList().IndexOf(statement);
        if (index < 0)
            return false;
        var names = new FreeNames(edits.Model, statement);
        var context = names.Next("context");
        edit.Insert(
            index == 0 ? null : edit.Statements[index - 1],
            $"using var {names.Next("sigterm")} = PosixSignalRegistration.Create(PosixSignal.SIGTERM, {context} =>",
            "{",
            $"    {context}.Cancel = true;",
            "    Environment.Exit(0);",
            "});");
        StopOnSigterm.Finish(edit, declaration, edits);
        return true;
    }
}
