using System.Collections.Generic;
using System.Linq;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>Changes of the statements of an entry point, be it a method or a file of top-level statements, which are made together.</summary>
internal sealed class EntryPointEdit
{
    private readonly SyntaxNode _declaration;
    private readonly Dictionary<StatementSyntax, StatementSyntax> _replaced = [];
    private readonly List<(StatementSyntax? After, IReadOnlyList<string> Statements)> _inserted = [];

    /// <param name="declaration">The declaration of <c>Main</c> with a block, or a compilation unit.</param>
    public EntryPointEdit(SyntaxNode declaration)
    {
        _declaration = declaration;
        LineEnd = Layout.LineEndOf(declaration.SyntaxTree);
    }

    public string LineEnd { get; }

    /// <summary>The statements of the entry point itself.</summary>
    public IReadOnlyList<StatementSyntax> Statements => StatementsOf(_declaration);

    public static IReadOnlyList<StatementSyntax> StatementsOf(SyntaxNode declaration) => declaration switch
    {
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement).ToList(),
        MethodDeclarationSyntax { Body: { } body } => body.Statements,
        _ => [],
    };

    public void Replace(StatementSyntax statement, StatementSyntax other) => _replaced[statement] = other;

    /// <summary>Puts lines of code behind one of the <see cref="Statements"/>, or in front of all of them.</summary>
    public void Insert(StatementSyntax? after, params string[] lines) => _inserted.Add((after, lines));

    /// <summary>The changed declaration.</summary>
    public SyntaxNode Apply()
    {
        var statements = Statements;
        var changed = _declaration.TrackNodes(statements.Concat(_replaced.Keys).Distinct());
        foreach (var (statement, other) in _replaced.Select(static entry => (entry.Key, entry.Value)))
        {
            var current = changed.GetCurrentNode(statement)!;
            changed = changed.ReplaceNode(current, other.WithTriviaFrom(current));
        }

        // From the end, so that the indexes of what comes before stay.
        foreach (var (after, lines) in _inserted.OrderByDescending(entry => Index(statements, entry.After)))
            changed = Insert(changed, Index(statements, after) + 1, lines, isFirst: after is null, statements);
        return changed;
    }

    private static int Index(IReadOnlyList<StatementSyntax> statements, StatementSyntax? statement) => statement is null ? -1 : statements.ToList().IndexOf(statement);

    private SyntaxNode Insert(SyntaxNode declaration, int index, IReadOnlyList<string> lines, bool isFirst, IReadOnlyList<StatementSyntax> original)
    {
        var indent = original.Count > 0 ? Layout.IndentOf(original[0]) : Layout.IndentOf(_declaration) + Layout.Step;
        var added = SyntaxFactory.ParseCompilationUnit(string.Concat(lines.Select(line => line.Length == 0 ? LineEnd : indent + line + LineEnd))).Members
            .Cast<GlobalStatementSyntax>().Select(static global => global.Statement).ToList();
        return declaration switch
        {
            CompilationUnitSyntax unit => Insert(unit, index, added, isFirst),
            MethodDeclarationSyntax { Body: { } body } method => method.WithBody(Insert(body, index, added, isFirst)),
            _ => declaration,
        };
    }

    private BlockSyntax Insert(BlockSyntax body, int index, List<StatementSyntax> added, bool isFirst)
    {
        var statements = body.Statements;
        if (isFirst && statements.Count > 0)
            statements = statements.Replace(statements[0], WithLineAbove(statements[0]));
        return body.WithStatements(statements.InsertRange(index, added));
    }

    private CompilationUnitSyntax Insert(CompilationUnitSyntax unit, int index, List<StatementSyntax> added, bool isFirst)
    {
        var first = unit.Members.First(static member => member is GlobalStatementSyntax);
        var at = unit.Members.IndexOf(first) + index;
        if (isFirst)
        {
            // The line between the usings and the code stays where it is.
            var space = first.GetLeadingTrivia().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToList();
            unit = unit.ReplaceNode(first, WithLineAbove(first.WithLeadingTrivia(first.GetLeadingTrivia().Skip(space.Count))));
            added[0] = added[0].WithLeadingTrivia(space);
        }

        return unit.WithMembers(unit.Members.InsertRange(at, added.Select(SyntaxFactory.GlobalStatement)));
    }

    private T WithLineAbove<T>(T node) where T : SyntaxNode =>
        node.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) ? node : node.WithLeadingTrivia(node.GetLeadingTrivia().Insert(0, SyntaxFactory.EndOfLine(LineEnd)));
}
