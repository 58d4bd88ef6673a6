using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Text;
using Arch.Analyzers.DynamoDb;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Lets the strategy of ARCH2107 handle the errors that pass, and keeps what it handles besides those of AWS.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetryOfPermanentErrorFix)), Shared]
public sealed class RetryOfPermanentErrorFix() : StepwiseFix(DynamoDbRules.RetryOfPermanentError)
{
    private static readonly string[] Links = ["Handle", "HandleInner", "HandleResult", "Or", "OrInner", "OrResult"];

    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        // What a loop catches decides how it goes on, and nobody but its author knows that.
        if (site.Node.FirstAncestorOrSelf<CatchDeclarationSyntax>() is null && Edit(site) is { } edit)
            yield return new("Retry only throttling and server errors", "transient", edit);
    }

    private static System.Func<SyntaxNode>? Edit(FixSite site)
    {
        var call = site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (call?.Expression is MemberAccessExpressionSyntax { Name: var name } && name.Span.Contains(site.Node.Span) && name.Identifier.ValueText == "AddRetry")
            return Options(call, site) is { } options ? () => AddPredicate(site, options) : null;
        if (Chain(call) is { } chain)
            return () => site.Root.ReplaceNode(chain, Rewrite(site, chain));
        if (site.Node.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "ShouldHandle" }, Parent.Parent: BaseObjectCreationExpressionSyntax creation } } lambda
            && HandlesOnlyErrorsOfAws(lambda, site))
            return () => site.Root.ReplaceNode(lambda, Parse(site, Builder(site, creation) + Text(site, lambda, []), lambda));
        return null;
    }

    private static BaseObjectCreationExpressionSyntax? Options(InvocationExpressionSyntax call, FixSite site) => call.ArgumentList.Arguments
        .Select(static argument => argument.Expression).OfType<BaseObjectCreationExpressionSyntax>()
        .FirstOrDefault(creation => site.Model.GetTypeInfo(creation, site.Cancellation).Type is { Name: "RetryStrategyOptions" });

    /// <summary>The links that the call belongs to, up to the last one.</summary>
    private static InvocationExpressionSyntax? Chain(InvocationExpressionSyntax? call)
    {
        if (call is null || !IsLink(call))
            return null;
        while (call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } && IsLink(next))
            call = next;
        return call;
    }

    private static bool IsLink(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && System.Array.IndexOf(Links, name) >= 0;

    private static bool HandlesOnlyErrorsOfAws(LambdaExpressionSyntax lambda, FixSite site) => lambda.DescendantNodes().OfType<SimpleNameSyntax>().All(name =>
        name.Identifier.ValueText != "Result"
        && (site.Model.GetSymbolInfo(name, site.Cancellation).Symbol is not INamedTypeSymbol type || type.IsBelow("Amazon") || type.Name is "PredicateResult" or "ValueTask"));

    private static SyntaxNode AddPredicate(FixSite site, BaseObjectCreationExpressionSyntax options)
    {
        var builder = SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName("ShouldHandle"), Parse(site, Builder(site, options) + Text(site, options.Initializer?.Expressions.FirstOrDefault() ?? options, []), null));
        if (options.Initializer is not { } initializer)
        {
            var created = SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression, SyntaxFactory.SingletonSeparatedList<ExpressionSyntax>(builder));
            return site.Root.ReplaceNode(options, options.WithInitializer(created).WithAdditionalAnnotations(Formatter.Annotation));
        }

        var isBroken = initializer.Expressions.Count > 0 && initializer.Expressions[0].GetLeadingTrivia().Any(SyntaxKind.WhitespaceTrivia);
        var entries = initializer.Expressions.Insert(0, isBroken ? builder.WithLeadingTrivia(initializer.Expressions[0].GetLeadingTrivia().Last()) : builder);
        if (isBroken)
        {
            var separators = entries.GetSeparators().ToList();
            separators[0] = separators[0].WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
            entries = SyntaxFactory.SeparatedList(entries, separators);
        }

        return site.Root.ReplaceNode(initializer, initializer.WithExpressions(entries).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static string Builder(FixSite site, ExpressionSyntax options) =>
        site.Model.GetTypeInfo(options, site.Cancellation).Type is INamedTypeSymbol { TypeArguments: { Length: 1 } results }
            ? $"new global::Polly.PredicateBuilder<{results[0].ToMinimalDisplayString(site.Model, options.SpanStart)}>()"
            : "new global::Polly.PredicateBuilder()";

    private static ExpressionSyntax Rewrite(FixSite site, InvocationExpressionSyntax chain)
    {
        var links = new Stack<InvocationExpressionSyntax>();
        ExpressionSyntax start = chain;
        while (start is InvocationExpressionSyntax link && IsLink(link))
        {
            links.Push(link);
            start = ((MemberAccessExpressionSyntax)link.Expression).Expression;
        }

        return Parse(site, start + Text(site, chain, links.Where(link => !IsReplaced(link, site)).ToList(), start is not BaseObjectCreationExpressionSyntax), chain);
    }

    /// <summary>Links over errors that stay: those of other libraries, and those of DynamoDB that pass.</summary>
    private static bool IsReplaced(InvocationExpressionSyntax link, FixSite site)
    {
        if (site.Model.GetSymbolInfo(link, site.Cancellation).Symbol is not IMethodSymbol { Name: not ("HandleResult" or "OrResult"), TypeArguments: { Length: 1 } types })
            return false;
        return DynamoDbErrors.IsBroad(types[0]) || DynamoDbErrors.IsPermanent(types[0]) || (types[0].Name == "TransactionCanceledException" && link.ArgumentList.Arguments.Count == 0);
    }

    /// <summary>The links, each on a line of its own when there are several.</summary>
    private static string Text(FixSite site, SyntaxNode place, List<InvocationExpressionSyntax> kept, bool isVersion7 = false)
    {
        var language = ((CSharpParseOptions)site.Root.SyntaxTree.Options).LanguageVersion;
        var handled = new HashSet<string>(kept.Select(static link => ((MemberAccessExpressionSyntax)link.Expression).Name).OfType<GenericNameSyntax>().Select(static name => name.TypeArgumentList.Arguments[0].ToString().Split('.').Last()));
        var transactions = site.Diagnostic.Properties.TryGetValue(RetryOfPermanentError.Transactions, out var value) && value == "true";
        var links = TransientErrors.Of(site.Model.Compilation, language, transactions)
            .Where(error => !handled.Contains(error.Name))
            .Select(static error => $"Handle<global::Amazon.DynamoDBv2.Model.{error.Name}>({error.Predicate})")
            .Concat(kept.Select(static link => ((MemberAccessExpressionSyntax)link.Expression).Name + link.ArgumentList.ToString()));
        var line = place.SyntaxTree.GetText().Lines.GetLineFromPosition(place.SpanStart).ToString();
        var indent = line.Substring(0, line.Length - line.TrimStart().Length) + "    ";
        var text = new StringBuilder();
        foreach (var link in links)
            text.Append('\n').Append(indent).Append('.').Append(text.Length > indent.Length + 2 && isVersion7 ? AsOr(link) : link);
        return text.ToString();
    }

    /// <summary>In version 7 only the first link is called Handle.</summary>
    private static string AsOr(string link) => link.StartsWith("Handle", System.StringComparison.Ordinal) ? "Or" + link.Substring("Handle".Length) : link;

    private static ExpressionSyntax Parse(FixSite site, string text, ExpressionSyntax? old)
    {
        var expression = SyntaxFactory.ParseExpression(text.Replace("\n", site.Root.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } end ? end : "\n"), options: site.Root.SyntaxTree.Options);
        expression = expression.ReplaceNodes(expression.DescendantNodes().OfType<QualifiedNameSyntax>(), static (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
        return old is null ? expression : expression.WithTriviaFrom(old);
    }
}
