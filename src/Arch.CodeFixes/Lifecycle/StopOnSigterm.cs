using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>Makes a program end when SIGTERM comes: a handler that cancels the signal and ends what the entry point stands still at.</summary>
internal static class StopOnSigterm
{
    /// <summary>Plans the change for the entry point of the document; false when the wait cannot be told to end.</summary>
    public static bool Plan(Edits edits, CancellationToken cancellation)
    {
        var model = edits.Model;
        if (model.Compilation.GetEntryPoint(cancellation)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } declaration
            || EntryPointReach.Find(declaration, model, cancellation) is not { } stands || stands.Wait != stands.Place
            || stands.Wait.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || EntryPointEdit.StatementsOf(declaration).Count == 0
            || !IsIn(declaration, statement) || Statements.HasDirectives(statement)
            // The lines of such a text must stay where they are.
            || statement.DescendantTokens().Any(static token => token.Text.IndexOf('\n') >= 0))
            return false;

        var edit = new EntryPointEdit(declaration);
        var names = new FreeNames(model, statement);
        StatementSyntax? stopped;
        if (stands.Source is { } source)
        {
            if (End(source) is not { } end || !Insertion(source, edit, out var after))
                return false;
            stopped = IsSource(source) ? Cancelled(stands.Wait, statement, source.Name, model, cancellation) : Ended(stands.Wait, statement, model, cancellation);
            edit.Insert(after, Registration(names, end));
        }
        else
        {
            var shutdown = names.Next("shutdown");
            stopped = Stopped(stands.Wait, statement, shutdown, model, cancellation);
            edit.Insert(null, Registration(names, $"{shutdown}.Cancel();").Prepend($"using var {shutdown} = new CancellationTokenSource();").ToArray());
        }

        if (stopped is null)
            return false;
        if (stopped != statement)
            edit.Replace(statement, stopped);
        if (ReturnsNumber(declaration) && edit.Statements[edit.Statements.Count - 1] is var last && last.Span.Contains(statement.Span) && last is not ReturnStatementSyntax)
            edit.Insert(last, "return 0;");
        Finish(edit, declaration, edits);
        return true;
    }

    /// <summary>Puts the changed entry point into the document, with the namespaces that it needs.</summary>
    public static void Finish(EntryPointEdit edit, SyntaxNode declaration, Edits edits)
    {
        var root = (CompilationUnitSyntax)declaration.SyntaxTree.GetRoot();
        var changed = declaration == root ? (CompilationUnitSyntax)edit.Apply() : root.ReplaceNode(declaration, edit.Apply());
        foreach (var space in new[] { "System", "System.Runtime.InteropServices", "System.Threading" })
        {
            if (space != "System" || changed.DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText is "OperationCanceledException" or "Environment"))
                changed = Usings.Add(changed, space, edits.Model.Compilation, edit.LineEnd);
        }

        edits.Replace(root, changed, []);
    }

    private static bool IsIn(SyntaxNode declaration, SyntaxNode statement) =>
        statement.Ancestors().First(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or CompilationUnitSyntax) == declaration;

    private static bool ReturnsNumber(SyntaxNode declaration) => declaration is MethodDeclarationSyntax { ReturnType: var type } && type.ToString() is "int" or "Task<int>";

    private static string[] Registration(FreeNames names, string end)
    {
        var context = names.Next("context");
        return
        [
            $"using var {names.Next("sigterm")} = PosixSignalRegistration.Create(PosixSignal.SIGTERM, {context} =>",
            "{",
            $"    {context}.Cancel = true;",
            "    " + end,
            "});",
        ];
    }

    private static ITypeSymbol? TypeOf(ISymbol source) => (source as ILocalSymbol)?.Type ?? (source as IFieldSymbol)?.Type;

    private static bool IsSource(ISymbol source) => TypeOf(source) is { Name: "CancellationTokenSource" };

    /// <summary>What the handler does to what the program waits for; null when it takes a value that only the program knows.</summary>
    private static string? End(ISymbol source) => TypeOf(source) switch
    {
        { Name: "CancellationTokenSource" } => source.Name + ".Cancel();",
        { Name: "TaskCompletionSource" } type => type is INamedTypeSymbol { IsGenericType: true } ? null : source.Name + ".TrySetResult();",
        { Name: "Semaphore" or "SemaphoreSlim" } => source.Name + ".Release();",
        { SpecialType: SpecialType.System_Boolean } => $"{source.Name} = {(SingleValue.Initial(source.DeclaringSyntaxReferences[0].GetSyntax()).IsKind(SyntaxKind.TrueLiteralExpression) ? "false" : "true")};",
        { Name: "ManualResetEvent" or "ManualResetEventSlim" or "AutoResetEvent" or "EventWaitHandle" } => source.Name + ".Set();",
        _ => null,
    };

    /// <summary>Where the source is there to be ended: behind its declaration, or at the start for a field.</summary>
    private static bool Insertion(ISymbol source, EntryPointEdit edit, out StatementSyntax? after)
    {
        after = null;
        if (source is IFieldSymbol)
            return true;
        var declaration = source.DeclaringSyntaxReferences[0].GetSyntax();
        after = edit.Statements.FirstOrDefault(statement => statement is LocalDeclarationStatementSyntax local && local.Declaration.Variables.Contains(declaration));
        return after is not null;
    }

    /// <summary>A wait that nothing could end, as one that the new source ends; null when it is of a kind that knows no token.</summary>
    private static StatementSyntax? Stopped(SyntaxNode wait, StatementSyntax statement, string shutdown, SemanticModel model, CancellationToken cancellation)
    {
        if (wait is StatementSyntax loop)
            return WithToken(loop, shutdown, model, cancellation);
        if (statement is not ExpressionStatementSyntax { Expression: var whole } || whole != wait)
            return null;
        return wait is AwaitExpressionSyntax
            ? Guarded(SyntaxFactory.ParseStatement($"await Task.Delay(Timeout.Infinite, {shutdown}.Token);"), statement, shutdown)
            : SyntaxFactory.ParseStatement($"{shutdown}.Token.WaitHandle.WaitOne();");
    }

    /// <summary>A wait for a source of the program: it stays, but must not end the program when it throws.</summary>
    private static StatementSyntax? Cancelled(SyntaxNode wait, StatementSyntax statement, string stop, SemanticModel model, CancellationToken cancellation) => wait switch
    {
        StatementSyntax loop => WithToken(loop, stop, model, cancellation),
        AwaitExpressionSyntax when !IsCaught(wait) => Guarded(statement, statement, stop),
        _ => statement,
    };

    /// <summary>A wait for an event or a flag, which a loop sees when it comes round.</summary>
    private static StatementSyntax? Ended(SyntaxNode wait, StatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        if (wait is not StatementSyntax loop)
            return statement;
        return StoppableLoop.Waiting(loop, "token", model, cancellation) is { } waits
            && waits.All(static item => item.Call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" or "Sleep" })
                ? statement
                : null;
    }

    private static StatementSyntax? WithToken(StatementSyntax loop, string stop, SemanticModel model, CancellationToken cancellation)
    {
        if (StoppableLoop.Waiting(loop, stop + ".Token", model, cancellation) is not { } waits)
            return null;
        var changed = loop.ReplaceNodes(waits.Select(static item => item.Call), (call, _) => waits.First(item => item.Call == call).Other);
        if (InfiniteLoop.AlwaysHolds(loop, model, cancellation))
            changed = StoppableLoop.Until(changed, stop);
        var throws = waits.Any(static item => item.Other is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitOne" } })
            || loop.DescendantNodes().OfType<ArgumentSyntax>().Any(argument => model.GetTypeInfo(argument.Expression, cancellation).Type is { Name: "CancellationToken" });
        return throws && !IsCaught(loop) ? Guarded(changed, loop, stop) : changed;
    }

    private static bool IsCaught(SyntaxNode wait) => wait.Ancestors().OfType<TryStatementSyntax>().Any(static attempt => attempt.Catches
        .Any(static clause => clause.Declaration?.Type.ToString() is null or "Exception" or "System.Exception" or "OperationCanceledException" or "TaskCanceledException"));

    private static StatementSyntax Guarded(StatementSyntax code, StatementSyntax original, string stop)
    {
        var (indent, end) = (Layout.IndentOf(original), Layout.LineEndOf(original.SyntaxTree));
        var inner = string.Join(end, code.WithoutTrivia().ToFullString().Replace(end, "\n").Split('\n')
            .Select(static (line, number) => line.Length == 0 || number == 0 ? line : Layout.Step + line));
        string[] lines = ["try", "{", Layout.Step + inner, "}", $"catch (OperationCanceledException) when ({stop}.IsCancellationRequested)", "{", "}"];
        return SyntaxFactory.ParseStatement(string.Join(end + indent, lines));
    }
}
