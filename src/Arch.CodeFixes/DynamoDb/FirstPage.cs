using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>A query or scan of which only the items are used, in one place: the items of all pages can stand there as well.</summary>
/// <param name="Statement">The statement before or in place of which the pages are read.</param>
/// <param name="Wait">The awaited call.</param>
/// <param name="Request">The argument that is the request.</param>
/// <param name="Items">The place where the items are used.</param>
/// <param name="List">The variable that the items are put into, when that is all that is done with them.</param>
internal sealed record FirstPage(StatementSyntax Statement, AwaitExpressionSyntax Wait, ExpressionSyntax Request, ExpressionSyntax Items, VariableDeclaratorSyntax? List)
{
    private const string Call = "__call__";

    private const string ListType = "global::System.Collections.Generic.List<global::System.Collections.Generic.Dictionary<string, global::Amazon.DynamoDBv2.Model.AttributeValue>>";

    public static FirstPage? Of(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: { Count: > 0 } arguments } call || SideEffects.AreIn(call.Expression, site.Model, site.Cancellation)
            || call.Ancestors().TakeWhile(static node => node is not (StatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<AwaitExpressionSyntax>().FirstOrDefault() is not { } wait
            || wait.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement || Statements.HasDirectives(statement)
            || site.Model.GetTypeInfo(arguments[0].Expression).ConvertedType is not { Name: "QueryRequest" or "ScanRequest" })
            return null;
        var request = arguments[0].Expression;
        if (request is not (BaseObjectCreationExpressionSyntax or IdentifierNameSyntax) || ItemsIn(site, statement, wait, block) is not { } items)
            return null;
        var list = items.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: var home } } } variable } && home == block
            ? variable
            : null;
        return new(statement, wait, request, items, list);
    }

    public SyntaxNode Rewrite(FixSite site)
    {
        var options = (CSharpParseOptions)site.Root.SyntaxTree.Options;
        var isLocal = Response is not null;
        var names = new FreeNames(site.Model, Statement);
        if (Response is { } response)
            names.Release(response.Identifier.ValueText);
        var request = (Request as IdentifierNameSyntax)?.Identifier.Text ?? names.Next("request");
        var items = List?.Identifier.Text ?? names.Next("items");

        var read = Reading(site, options, request, items, names.Next("page"));
        read[0] = read[0].WithLeadingTrivia(Statement.GetLeadingTrivia());
        var listStatement = List?.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>();
        var goes = isLocal || listStatement == Statement;
        if (goes)
            read[read.Count - 1] = read[read.Count - 1].WithTrailingTrivia(Statement.GetTrailingTrivia());

        var root = site.Root.TrackNodes(new SyntaxNode?[] { Statement, Items, listStatement }.OfType<SyntaxNode>().Distinct());
        if (List is null)
            root = root.ReplaceNode(root.GetCurrentNode(Items)!, SyntaxFactory.IdentifierName(items).WithTriviaFrom(Items));
        else if (listStatement != Statement)
            root = root.RemoveNode(root.GetCurrentNode(listStatement!)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        var place = root.GetCurrentNode(Statement)!;
        if (goes)
            return root.ReplaceNode(place, read);
        var indentation = Statement.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1);
        return root.ReplaceNode(place, read.Append(place.WithLeadingTrivia(indentation)));
    }

    /// <summary>The variable that holds the response.</summary>
    private VariableDeclaratorSyntax? Response => (Wait.Parent as EqualsValueClauseSyntax)?.Parent as VariableDeclaratorSyntax;

    private static ExpressionSyntax? ItemsIn(FixSite site, StatementSyntax statement, AwaitExpressionSyntax wait, BlockSyntax block)
    {
        if (statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } && variables[0].Initializer?.Value == wait)
        {
            if (site.Model.GetDeclaredSymbol(variables[0], site.Cancellation) is not { } response)
                return null;
            var uses = SymbolUses.In(block, response, site.Model, site.Cancellation).Take(2).ToList();
            return uses.Count == 1 && uses[0].Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Items" } access ? access : null;
        }

        return wait.Parent is ParenthesizedExpressionSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Items" } read } && IsEvaluatedFirst(read) ? read : null;
    }

    /// <summary>Nothing of the statement runs before the expression, and it runs always and once.</summary>
    private static bool IsEvaluatedFirst(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression.Parent)
            {
                case MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax:
                case InvocationExpressionSyntax:
                case ConditionalAccessExpressionSyntax access when access.Expression == expression:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } binary when binary.Left == expression:
                case ElementAccessExpressionSyntax element when element.Expression == expression:
                    expression = (ExpressionSyntax)expression.Parent;
                    break;
                case EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax } }:
                case ReturnStatementSyntax:
                case ForEachStatementSyntax:
                    return true;
                default:
                    return false;
            }
        }
    }

    private List<StatementSyntax> Reading(FixSite site, CSharpParseOptions options, string request, string items, string page)
    {
        var empty = options.LanguageVersion >= LanguageVersion.CSharp12 ? "[]" : options.LanguageVersion >= LanguageVersion.CSharp9 ? "new()" : $"new {ListType}()";
        var key = $"{request}.ExclusiveStartKey";
        var more = options.LanguageVersion >= LanguageVersion.CSharp9 ? $"{key} is {{ Count: > 0 }}" : $"{key} != null && {key}.Count > 0";

        var statements = new List<StatementSyntax>();
        if (Request is BaseObjectCreationExpressionSyntax)
        {
            var type = Request is ImplicitObjectCreationExpressionSyntax ? "global::Amazon.DynamoDBv2.Model." + site.Model.GetTypeInfo(Request).ConvertedType!.Name : "var";
            statements.Add(Backoff.Parse<LocalDeclarationStatementSyntax>($"{type} {request} = {Request};\n", options));
        }

        statements.Add(Backoff.Parse<LocalDeclarationStatementSyntax>($"var {items} = new {ListType}();\n", options));
        var loop = Backoff.Parse<DoStatementSyntax>($$"""
            do
            {
                var {{page}} = {{Call}};
                {{items}}.AddRange({{page}}.Items ?? {{empty}});
                {{key}} = {{page}}.LastEvaluatedKey;
            }
            while ({{more}});

            """, options);
        var wait = Request is IdentifierNameSyntax ? Wait : Wait.ReplaceNode(Request, SyntaxFactory.IdentifierName(request));
        statements.Add(loop.ReplaceNode(loop.DescendantNodes().OfType<IdentifierNameSyntax>().Single(static name => name.Identifier.ValueText == Call), wait.WithoutTrivia()));
        return statements.Select(static statement => statement.WithAdditionalAnnotations(Formatter.Annotation)).ToList();
    }
}
