using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Arch.Analyzers.DynamoDb;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Puts the batch call of ARCH2102 into a loop that resubmits what was left, waits longer each time, and gives up loudly.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DynamoDbUnprocessedItemsIgnoredFix)), Shared]
public sealed class DynamoDbUnprocessedItemsIgnoredFix() : StepwiseFix(DynamoDbRules.DynamoDbUnprocessedItemsIgnored)
{
    private const string Call = "__call__";

    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        if (site.Diagnostic.Properties.TryGetValue(DynamoDbUnprocessedItemsIgnored.Leftover, out var leftover) && leftover != "Responses"
            && site.Diagnostic.Severity != DiagnosticSeverity.Info && Find(site, leftover!) is { } batch)
            yield return new("Resubmit unprocessed items with backoff", "resubmit", () => Rewrite(site, batch));
    }

    private static Batch? Find(FixSite site, string leftover)
    {
        var call = site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (call is null || call.ArgumentList.Arguments.Count == 0 || call.Expression is not MemberAccessExpressionSyntax { Expression: var client } || !IsPlain(client))
            return null;
        // The outermost awaited expression: the call itself, or the pipeline that it runs in. The .NET Framework also has a call that blocks.
        var wait = call.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<AwaitExpressionSyntax>().LastOrDefault() ?? Blocking(site, call);
        if (wait is null || Place(wait) is not { } place
            || call.ArgumentList.Arguments[0] is not { NameColon: null } first || RequestOf(site, first.Expression, wait, call, place) is not { } request)
            return null;

        var (local, isUsedLater) = (default(VariableDeclaratorSyntax), false);
        switch (place)
        {
            case ArrowExpressionClauseSyntax:
            case ExpressionStatementSyntax { Expression: var expression } when expression == wait:
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var dropped } } when dropped == wait:
                if (leftover == "UnprocessedKeys")
                    return null;
                break;
            case LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } when variables[0].Initializer?.Value == wait:
                local = variables[0];
                isUsedLater = site.Model.GetDeclaredSymbol(local, site.Cancellation) is { } symbol
                    && SymbolUses.In(SymbolUses.Body(place), symbol, site.Model, site.Cancellation).Any();
                break;
            default:
                return null;
        }

        ForEachStatementSyntax? reader = null;
        if (leftover == "UnprocessedKeys" && (reader = Reader(site, (StatementSyntax)place, local!)) is null)
            return null;
        return new(call, wait, place, first.Expression, request, local, isUsedLater && reader is null, reader, leftover);
    }

    private static ExpressionSyntax? Blocking(FixSite site, InvocationExpressionSyntax call) =>
        site.Model.GetSymbolInfo(call, site.Cancellation).Symbol is IMethodSymbol { ReturnType.Name: "BatchWriteItemResponse" or "BatchGetItemResponse" } ? call : null;

    /// <summary>What other statements may take the place of: the statement around, or the body of a function that has no other.</summary>
    private static SyntaxNode? Place(ExpressionSyntax wait) => wait.Parent is ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } arrow
        ? arrow
        : wait.FirstAncestorOrSelf<StatementSyntax>() is { } statement && IsReplaceable(statement) ? statement : null;

    private static bool IsReplaceable(StatementSyntax statement) =>
        statement.Parent is BlockSyntax or SwitchSectionSyntax
        || (statement.Parent is IfStatementSyntax or ElseClauseSyntax or ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax && statement is ExpressionStatementSyntax);

    private static bool IsPlain(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsPlain(access.Expression),
        _ => false,
    };

    private static Request? RequestOf(FixSite site, ExpressionSyntax argument, ExpressionSyntax wait, InvocationExpressionSyntax call, SyntaxNode place)
    {
        if (site.Model.GetTypeInfo(argument, site.Cancellation) is not { ConvertedType: INamedTypeSymbol type })
            return null;
        var isRequest = type.Name is "BatchWriteItemRequest" or "BatchGetItemRequest";
        if (!isRequest && (type.Name != "Dictionary" || call.ArgumentList.Arguments.Count > 2 || wait.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().Any()))
            return null;
        if (!isRequest)
        {
            // The overload with consumed capacity has no place for it in the request that replaces the dictionary.
            if (call.ArgumentList.Arguments.Count == 2 && site.Model.GetTypeInfo(call.ArgumentList.Arguments[1].Expression).ConvertedType is not { Name: "CancellationToken" })
                return null;
            var name = site.Model.GetSymbolInfo(call).Symbol?.Name.StartsWith("BatchWrite") == true ? "BatchWriteItemRequest" : "BatchGetItemRequest";
            return new(null, $"new global::Amazon.DynamoDBv2.Model.{name} {{ RequestItems = {argument} }}");
        }

        if (argument is IdentifierNameSyntax variable && site.Model.GetSymbolInfo(variable, site.Cancellation).Symbol is (ILocalSymbol or IParameterSymbol) and var symbol)
            return Backoff.InSight(site.Model, place, symbol) ? new(variable.Identifier.ValueText, null) : null;
        if (argument is ObjectCreationExpressionSyntax && !call.Ancestors().TakeWhile(node => node != wait).OfType<AnonymousFunctionExpressionSyntax>().Any())
            return new(null, argument.ToString());
        return null;
    }

    /// <summary>The one loop over the answer, when it can run once for each part of it.</summary>
    private static ForEachStatementSyntax? Reader(FixSite site, StatementSyntax statement, VariableDeclaratorSyntax local)
    {
        if (statement.Parent is not BlockSyntax block || site.Model.GetDeclaredSymbol(local, site.Cancellation) is not { } response)
            return null;
        var index = block.Statements.IndexOf(statement);
        if (index + 1 >= block.Statements.Count || block.Statements[index + 1] is not ForEachStatementSyntax loop)
            return null;
        var uses = SymbolUses.In(SymbolUses.Body(statement), response, site.Model, site.Cancellation).ToList();
        return uses.Count == 1 && loop.Expression.Span.Contains(uses[0].Span) && IsPerItem(loop.Expression) && !loop.Statement.DescendantNodes().Any(static node => node is BreakStatementSyntax or GotoStatementSyntax)
            ? loop
            : null;
    }

    /// <summary>Whether the items of two parts, one after the other, are those of the whole: not so for what is sorted, counted or cut.</summary>
    private static bool IsPerItem(ExpressionSyntax items) => items.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().All(static call =>
        (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText is "GetValueOrDefault" or "Select" or "SelectMany" or "Where" or "OfType" or "Cast" or "ToList" or "ToArray"
        || (call.Expression as MemberBindingExpressionSyntax)?.Name.Identifier.ValueText is "GetValueOrDefault");

    private static SyntaxNode Rewrite(FixSite site, Batch batch)
    {
        var names = new FreeNames(site.Model, batch.Place);
        var attempt = names.Next("attempt");
        var response = batch.Local?.Identifier.Text ?? names.Next("response");
        var unprocessed = names.Next("unprocessed");
        var request = batch.Request.Variable ?? names.Next("request");
        var options = (CSharpParseOptions)site.Root.SyntaxTree.Options;
        var patterns = options.LanguageVersion >= LanguageVersion.CSharp9;
        var configured = batch.Wait is AwaitExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } } };
        var compilation = site.Model.Compilation;
        var what = batch.Leftover == "UnprocessedItems" ? "DynamoDB left writes unprocessed." : "DynamoDB left keys unread.";

        var statements = new List<StatementSyntax>();
        if (batch.Request.Creation is { } creation)
            statements.Add(Backoff.Parse<LocalDeclarationStatementSyntax>($"var {request} = {creation};\n", options));
        if (batch.IsUsedLater)
            statements.Add(Backoff.Parse<LocalDeclarationStatementSyntax>($"global::Amazon.DynamoDBv2.Model.{(batch.Leftover == "UnprocessedItems" ? "BatchWriteItemResponse" : "BatchGetItemResponse")} {response};\n", options));
        var loop = Backoff.Parse<ForStatementSyntax>($$"""
            for (var {{attempt}} = 0; ; {{attempt}}++)
            {
                {{(batch.IsUsedLater ? "" : "var ")}}{{response}} = {{Call}};{{(batch.Reader is null ? "" : "\n__reader__();\n")}}
                if ({{(patterns ? $"{response}.{batch.Leftover} is not {{ Count: > 0 }} {unprocessed}" : $"{response}.{batch.Leftover} == null || {response}.{batch.Leftover}.Count == 0")}})
                {
                    break;
                }

                if ({{attempt}} == 8)
                {
                    throw new global::System.InvalidOperationException("{{what}}");
                }

                {{request}}.RequestItems = {{(patterns ? unprocessed : $"{response}.{batch.Leftover}")}};
                {{(batch.Wait is AwaitExpressionSyntax ? Backoff.Delay(compilation, attempt, Backoff.Token(site.Model, batch.Call, batch.Place), configured) : Backoff.Sleep(compilation, attempt))}}
            }

            """, options);

        var call = batch.Request.Creation is null ? batch.Wait : batch.Wait.ReplaceNode(batch.Argument, SyntaxFactory.IdentifierName(request));
        loop = loop.ReplaceNode(loop.DescendantNodes().OfType<IdentifierNameSyntax>().Single(static name => name.Identifier.ValueText == Call), call.WithoutTrivia());
        if (batch.Reader is { } reader)
        {
            var place = loop.DescendantNodes().OfType<ExpressionStatementSyntax>().Single(static statement => statement.Expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "__reader__" } });
            loop = loop.ReplaceNode(place, reader.WithAdditionalAnnotations(Formatter.Annotation));
        }

        statements.Add(loop);
        if (batch.Place.Parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            return site.Root.ReplaceNode(batch.Place.Parent, WithBody(batch.Place.Parent, statements));
        statements[0] = statements[0].WithLeadingTrivia(batch.Place.GetLeadingTrivia());
        statements[statements.Count - 1] = statements[statements.Count - 1].WithTrailingTrivia((batch.Reader ?? batch.Place).GetTrailingTrivia());
        var root = site.Root;
        if (batch.Reader is not null)
        {
            var block = (BlockSyntax)batch.Place.Parent!;
            var index = block.Statements.IndexOf((StatementSyntax)batch.Place);
            return root.ReplaceNode(block, block.WithStatements(block.Statements.RemoveAt(index).RemoveAt(index).InsertRange(index, statements)));
        }

        return batch.Place.Parent is BlockSyntax or SwitchSectionSyntax
            ? root.ReplaceNode(batch.Place, statements)
            : root.ReplaceNode(batch.Place, statements.Count == 1 ? loop : SyntaxFactory.Block(statements).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static SyntaxNode WithBody(SyntaxNode function, List<StatementSyntax> statements)
    {
        var body = SyntaxFactory.Block(statements).WithTrailingTrivia(function.GetTrailingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
        return function is MethodDeclarationSyntax method
            ? method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body)
            : ((LocalFunctionStatementSyntax)function).WithExpressionBody(null).WithSemicolonToken(default).WithBody(body);
    }

    /// <param name="Variable">The variable that holds the request.</param>
    /// <param name="Creation">The creation to put into one, when it stands in the call.</param>
    private sealed record Request(string? Variable, string? Creation);

    private sealed record Batch(
        InvocationExpressionSyntax Call,
        ExpressionSyntax Wait,
        SyntaxNode Place,
        ExpressionSyntax Argument,
        Request Request,
        VariableDeclaratorSyntax? Local,
        bool IsUsedLater,
        ForEachStatementSyntax? Reader,
        string Leftover);
}
