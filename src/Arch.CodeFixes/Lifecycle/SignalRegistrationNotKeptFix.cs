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

/// <summary>ARCH3012: holds the registration until the entry point ends, or for ever in a static field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SignalRegistrationNotKeptFix)), Shared]
public sealed class SignalRegistrationNotKeptFix() : DocumentFix(LifecycleRules.SignalRegistrationNotKept)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Keep the registration", "keep");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var call = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (call?.FirstAncestorOrSelf<StatementSyntax>() is not (LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } or ExpressionStatementSyntax) || Statements.HasDirectives(call))
            return false;
        var statement = call.FirstAncestorOrSelf<StatementSyntax>()!;
        return IsEntryPoint(statement, edits.Model, cancellation) ? KeepInLocal(statement, call, edits) : KeepInField(statement, call, edits);
    }

    private static bool IsEntryPoint(StatementSyntax statement, SemanticModel model, CancellationToken cancellation) =>
        statement.Parent is GlobalStatementSyntax or BlockSyntax { Parent: MethodDeclarationSyntax }
        && SymbolEqualityComparer.Default.Equals(model.GetEnclosingSymbol(statement.SpanStart, cancellation), model.Compilation.GetEntryPoint(cancellation));

    private static bool KeepInLocal(StatementSyntax statement, InvocationExpressionSyntax call, Edits edits)
    {
        if (statement is LocalDeclarationStatementSyntax local)
        {
            if (local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword))
                return false;
            var keyword = SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithLeadingTrivia(local.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
            edits.Replace(local, local.WithDeclaration(local.Declaration.WithLeadingTrivia()).WithUsingKeyword(keyword), []);
        }
        else
        {
            var name = Free("registration", edits.Model, statement.SpanStart);
            edits.Replace(statement, Parsed($"using var {name} = {call};", statement), []);
        }

        return true;
    }

    private static bool KeepInField(StatementSyntax statement, InvocationExpressionSyntax call, Edits edits)
    {
        if (statement.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || type is InterfaceDeclarationSyntax
            || (call.Expression as MemberAccessExpressionSyntax)?.Expression is not { } owner)
            return false;
        var name = Free("_registration", edits.Model, statement.SpanStart);
        var annotation = (edits.Model.GetNullableContext(statement.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "?" : "";
        var (indent, end) = (Layout.IndentOf(type) + Layout.Step, Layout.LineEndOf(type.SyntaxTree));
        var lines = Enumerable.Repeat(SyntaxFactory.EndOfLine(end), type.Members[0] is FieldDeclarationSyntax ? 1 : 2);
        var field = SyntaxFactory.ParseMemberDeclaration($"{indent}private static {owner.WithoutTrivia()}{annotation} {name};")!.WithTrailingTrivia(lines);
        var changed = type.ReplaceNode(statement, Parsed($"{name} = {call};", statement));
        edits.Replace(type, changed.WithMembers(changed.Members.Insert(0, field)), []);
        return true;
    }

    private static string Free(string name, SemanticModel model, int position)
    {
        var free = name;
        for (var number = 2; !model.LookupSymbols(position, name: free).IsEmpty; number++)
            free = name + number;
        return free;
    }

    private static StatementSyntax Parsed(string statement, StatementSyntax original) => SyntaxFactory.ParseStatement(statement).WithTriviaFrom(original);
}
