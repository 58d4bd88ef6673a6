using System;
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

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Makes the retry of ARCH2104 wait exponentially longer, with jitter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetryWithoutExponentialBackoffFix)), Shared]
public sealed class RetryWithoutExponentialBackoffFix() : StepwiseFix(DynamoDbRules.RetryWithoutExponentialBackoff)
{
    private const string Title = "Use exponential backoff with jitter";

    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        var change = (site.Diagnostic.Properties.TryGetValue(RetryWithoutExponentialBackoff.Form, out var form) ? form : null) switch
        {
            nameof(RetryForm.Version8) => Options(site),
            nameof(RetryForm.Version7) => Policy(site),
            nameof(RetryForm.Loop) => Loop(site),
            _ => null,
        };
        if (change is not null)
            yield return new(Title, "backoff", change);
    }

    private static PollyRetry? Retry(FixSite site) => site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
        ? PollyRetry.Of(call, site.Model.GetSymbolInfo(call, site.Cancellation).Symbol, site.Model, site.Cancellation)
        : null;

    private static Func<SyntaxNode>? Options(FixSite site)
    {
        if (Retry(site) is not { Options: { } options } || Statements.HasDirectives(options))
            return null;
        return () =>
        {
            var initializer = options.Initializer ?? (InitializerExpressionSyntax)((ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression("new A { }")).Initializer!;
            initializer = OptionEntries.Set(initializer, "BackoffType", "global::Polly.DelayBackoffType.Exponential");
            initializer = OptionEntries.Set(initializer, "UseJitter", "true");
            return site.Root.ReplaceNode(options, options.Initializer is null ? options.WithTrailingTrivia(SyntaxFactory.Space).WithInitializer(initializer.WithTrailingTrivia(options.GetTrailingTrivia())) : options.WithInitializer(initializer));
        };
    }

    private static Func<SyntaxNode>? Policy(FixSite site)
    {
        if (Retry(site) is not { } retry || retry.Call.ArgumentList is not { Arguments: var arguments } list || Statements.HasDirectives(list))
            return null;
        if (ArgumentByParameter.Find(list, retry.Method, "sleepDurationProvider") is { Expression: LambdaExpressionSyntax provider })
            return () => site.Root.ReplaceNode(provider, Growing(site, provider));
        if (ArgumentByParameter.Find(list, retry.Method, "sleepDurations") is { NameColon: null } durations)
            return Sequence(site, retry, durations);

        // The handlers of a retry without a wait are told other things than those of one with it.
        if (arguments.Count > 1 || (arguments.Count == 1 && ArgumentByParameter.Find(list, retry.Method, "retryCount") is not { NameColon: null }) || NameOf(retry.Call) is not { } name)
            return null;
        var time = SyntaxFactory.Argument(Provider(site, retry.Call));
        var changed = name.Identifier.ValueText.StartsWith("RetryForever", StringComparison.Ordinal)
            ? list.WithArguments(SyntaxFactory.SingletonSeparatedList(time))
            : With(list, arguments.Count == 1 ? arguments[0] : SyntaxFactory.Argument(SyntaxFactory.ParseExpression("1")), time);
        var waiting = name.WithIdentifier(SyntaxFactory.Identifier("WaitAnd" + name.Identifier.ValueText).WithTriviaFrom(name.Identifier));
        return () => site.Root.ReplaceNode(retry.Call, retry.Call.ReplaceNode(name, waiting).WithArgumentList(changed));
    }

    /// <summary>An array of equal times, or one of the sequences of Polly.Contrib.</summary>
    private static Func<SyntaxNode>? Sequence(FixSite site, PollyRetry retry, ArgumentSyntax durations)
    {
        var value = SingleValue.Of(durations.Expression, site.Model, site.Cancellation);
        if (value is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: >= 2 } given } made)
        {
            if (NameOf(made) is not { } name || !IsCounted(given))
                return null;
            var jittered = name.WithIdentifier(SyntaxFactory.Identifier("DecorrelatedJitterBackoffV2").WithTriviaFrom(name.Identifier));
            var two = made.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(
                new[] { given[0].WithNameColon(null), given[1].WithTrailingTrivia() }, new[] { made.ArgumentList.Arguments.GetSeparator(0) }));
            return () => site.Root.ReplaceNode(made, made.ReplaceNode(name, jittered).WithArgumentList(two));
        }

        var count = value switch
        {
            ArrayCreationExpressionSyntax { Initializer.Expressions.Count: var many } => many,
            ImplicitArrayCreationExpressionSyntax { Initializer.Expressions.Count: var many } => many,
            CollectionExpressionSyntax { Elements.Count: var many } => many,
            _ => 0,
        };
        if (count == 0 || value != SameValue.Bare(durations.Expression) || retry.Call.ArgumentList.Arguments[0] != durations)
            return null;
        return () => site.Root.ReplaceNode(retry.Call.ArgumentList, retry.Call.ArgumentList.WithArguments(
            retry.Call.ArgumentList.Arguments.Replace(durations, SyntaxFactory.Argument(Provider(site, retry.Call))).Insert(0, SyntaxFactory.Argument(SyntaxFactory.ParseExpression($"{count}")))));
    }

    /// <summary>The first delay and the number of retries come first, in that order.</summary>
    private static bool IsCounted(SeparatedSyntaxList<ArgumentSyntax> given) =>
        given[0].NameColon is null && given[1].NameColon is null or { Name.Identifier.ValueText: "retryCount" };

    private static Func<SyntaxNode>? Loop(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<CatchClauseSyntax>() is { } clause && clause.CatchKeyword.Span == site.Diagnostic.Location.SourceSpan)
        {
            if (LoopBackoff.Around(clause, static _ => true) is not { } around || Statements.HasDirectives(around)
                || clause.Parent is not TryStatementSyntax attempt || attempt.Block.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault() is not { } call)
                return null;
            // A jump at the end of the clause stays its end.
            return clause.Block.Statements.LastOrDefault() is ContinueStatementSyntax jump
                ? () => LoopBackoff.InsertWait(site, around, jump, isBehind: false, call, condition: null)
                : () => LoopBackoff.InsertWait(site, around, clause.Block, isBehind: true, call, condition: null);
        }

        if (site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: { Count: > 0 } arguments } wait || LoopBackoff.Around(wait, static _ => true) is not { } loop)
            return null;
        return () => LoopBackoff.ReplaceTime(site, loop, arguments[0].Expression);
    }

    private static ArgumentListSyntax With(ArgumentListSyntax list, params ArgumentSyntax[] arguments) =>
        list.WithArguments(SyntaxFactory.SeparatedList(arguments, new[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) }));

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary><c>n => …</c></summary>
    private static ExpressionSyntax Provider(FixSite site, SyntaxNode place)
    {
        var attempt = new FreeNames(site.Model, place).Next("n");
        return Parse(site, $"{attempt} => {Backoff.Time(site.Model.Compilation, attempt)}");
    }

    /// <summary>The provider with its own parameters.</summary>
    private static ExpressionSyntax Growing(FixSite site, LambdaExpressionSyntax provider)
    {
        if (provider is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } parameters } lambda)
        {
            var name = ((provider as SimpleLambdaExpressionSyntax)?.Parameter.Identifier.ValueText ?? "_") is var given && given != "_" ? given : new FreeNames(site.Model, provider).Next("n");
            return Parse(site, $"{name} => {Backoff.Time(site.Model.Compilation, name)}").WithTriviaFrom(provider);
        }

        var first = parameters[0];
        if (first.Identifier.ValueText == "_")
            first = first.WithIdentifier(SyntaxFactory.Identifier(new FreeNames(site.Model, provider).Next("n")).WithTriviaFrom(first.Identifier));
        return lambda.WithParameterList(lambda.ParameterList.WithParameters(parameters.Replace(parameters[0], first)))
            .WithBlock(null).WithExpressionBody(Parse(site, Backoff.Time(site.Model.Compilation, first.Identifier.ValueText)).WithTrailingTrivia(lambda.Body.GetTrailingTrivia()));
    }

    private static ExpressionSyntax Parse(FixSite site, string text) =>
        Backoff.Parse<ReturnStatementSyntax>($"return {text};", (CSharpParseOptions)site.Root.SyntaxTree.Options).Expression!;
}
