using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.DynamoDb;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>A pipeline that retries what DynamoDB may do the next time, for a type that has none.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Declaration">Its field, line by line; null when the type has it already.</param>
internal sealed record AddedPipeline(PipelineCandidate Pipeline, IReadOnlyList<string>? Declaration)
{
    public static AddedPipeline? For(WrappedCall call)
    {
        var compilation = call.Model.Compilation;
        var isVersion8 = Exists(compilation, "Polly.ResiliencePipeline");
        if ((!isVersion8 && !Exists(compilation, "Polly.Policy"))
            || call.Call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { RawKind: not (int)SyntaxKind.InterfaceDeclaration } declaration
            // The other part of a partial type may get one at the same time.
            || call.Model.GetDeclaredSymbol(declaration) is not { DeclaringSyntaxReferences.Length: 1 } type)
            return null;

        var kind = isVersion8 ? "ResiliencePipeline" : call.IsAsync ? "IAsyncPolicy" : "ISyncPolicy";
        var wish = call.IsAsync || isVersion8 ? "DynamoDbRetry" : "DynamoDbSyncRetry";
        var existing = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.IsStatic && field.Name.StartsWith(wish, System.StringComparison.Ordinal) && field.Type.Name == kind);
        var name = existing?.Name ?? FreeMember(type, call, wish);
        var language = ((CSharpParseOptions)call.Call.SyntaxTree.Options).LanguageVersion;
        var lines = existing is not null ? null : isVersion8 ? Version8(compilation, name, language) : Version7(compilation, name, kind, language);
        return new(new(name, name, IsPolicy: !isVersion8), lines);
    }

    private static string FreeMember(INamedTypeSymbol type, WrappedCall call, string wish)
    {
        var name = wish;
        for (var number = 1; type.GetMembers(name).Length > 0 || call.Model.LookupSymbols(call.Call.SpanStart, name: name).Length > 0; number++)
            name = wish + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    private static string[] Version8(Compilation compilation, string name, LanguageVersion language) =>
    [
        $"private static readonly global::Polly.ResiliencePipeline {name} = new global::Polly.ResiliencePipelineBuilder()",
        "    .AddRetry(new global::Polly.Retry.RetryStrategyOptions",
        "    {",
        "        ShouldHandle = new global::Polly.PredicateBuilder()",
        .. Ended(Handled(compilation, language).Select(static handled => "            .Handle" + handled.Replace("\n", "\n            ")), ","),
        "        BackoffType = global::Polly.DelayBackoffType.Exponential,",
        "        UseJitter = true,",
        "        Delay = global::System.TimeSpan.FromMilliseconds(50),",
        "        MaxDelay = global::System.TimeSpan.FromSeconds(5),",
        "        MaxRetryAttempts = 5,",
        "    })",
        "    .Build();",
    ];

    private static string[] Version7(Compilation compilation, string name, string kind, LanguageVersion language) =>
    [
        $"private static readonly global::Polly.{kind} {name} = global::Polly.Policy",
        .. Handled(compilation, language).Select(static (handled, index) => $"    .{(index == 0 ? "Handle" : "Or")}{handled.Replace("\n", "\n    ")}"),
        $"    .WaitAndRetry{(kind == "IAsyncPolicy" ? "Async" : "")}(5, n => {Backoff.Time(compilation, "n")});",
    ];

    /// <summary>The type arguments and arguments of each <c>Handle</c>; a line break stands where one is due.</summary>
    private static IEnumerable<string> Handled(Compilation compilation, LanguageVersion language) =>
        TransientErrors.Of(compilation, language, transactions: true)
            .Select(static error => $"<global::Amazon.DynamoDBv2.Model.{error.Name}>({error.Predicate.Replace(" && ", "\n    && ")})");

    private static IEnumerable<string> Ended(IEnumerable<string> lines, string end)
    {
        var all = lines.ToList();
        all[all.Count - 1] += end;
        return all;
    }

    private static bool Exists(Compilation compilation, string type) => compilation.GetTypesByMetadataName(type).Length > 0;
}
