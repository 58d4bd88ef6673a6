using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Redis;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Redis;

/// <summary>Deletes a sweep in batches. A flush has no fix: only a person knows which keys were meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedisFlushFix)), Shared]
public sealed class RedisFlushFix() : StepwiseFix(RedisRules.RedisFlush)
{
    private const int Batch = 500;

    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        if (site.Diagnostic.Properties.ContainsKey(RedisFlush.Sweep) && site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
            && InBatches(call, site.Model, site.Cancellation) is { } root)
            yield return new FixStep($"Delete in batches of {Batch}", "batches", () => root);
    }

    private static SyntaxNode? InBatches(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode whole = call.Parent is AwaitExpressionSyntax wait ? wait : call;
        if (whole.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
            || call.Expression is not MemberAccessExpressionSyntax access
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
            || ArgumentByParameter.Find(call.ArgumentList, method, "keys")?.Expression is not { } keys
            || Lazy(keys) is not { } sweep
            || CallSite.HoldsComment(call)
            || !HasChunk(model.Compilation)
            || model.GetTypeInfo(sweep, cancellation).Type is not { Name: "IEnumerable" })
            return null;

        var site = new CallSite(call, access, method, model, cancellation);
        if (!site.CanRepeat(access.Expression))
            return null;
        var batch = site.Fresh("batch");
        var delete = whole.ReplaceNode(keys, SyntaxFactory.IdentifierName(batch)).WithoutTrivia();
        var loop = SyntaxFactory.ParseStatement(string.Join(site.LineEnd,
            $"foreach (var {batch} in {sweep.WithoutTrivia()}.Chunk({Batch}))",
            site.Indent + "{",
            $"{site.Indent}    {delete};",
            site.Indent + "}")).WithTriviaFrom(statement);
        var root = statement.SyntaxTree.GetRoot(cancellation).ReplaceNode(statement, loop);
        return Usings.Add((CompilationUnitSyntax)root, "System.Linq", model.Compilation, site.LineEnd);
    }

    /// <summary>The sweep before it is made an array in place.</summary>
    private static ExpressionSyntax? Lazy(ExpressionSyntax keys) => keys switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" } access } => access.Expression,
        CollectionExpressionSyntax { Elements: { Count: 1 } elements } when elements[0] is SpreadElementSyntax spread => spread.Expression,
        _ => null,
    };

    // Chunk came with .NET 6.
    private static bool HasChunk(Compilation compilation) =>
        compilation.GetTypesByMetadataName("System.Linq.Enumerable").Any(static type => !type.GetMembers("Chunk").IsEmpty);
}
