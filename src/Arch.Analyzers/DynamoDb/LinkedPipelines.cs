using System;
using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>What a pipeline runs.</summary>
/// <param name="FirstCall">The first DynamoDB call in it.</param>
/// <param name="Reads">Whether it also reads, which an optimistic write must do before each attempt.</param>
/// <param name="Transactions">Whether transactions run in it.</param>
/// <param name="MayDiffer">Whether an attempt may be another one than the last.</param>
/// <param name="ManagesTables">Whether it also makes or describes tables, so that one that is missing may come.</param>
internal sealed record PipelineUse(Location FirstCall, bool Reads, bool Transactions, bool MayDiffer, bool ManagesTables)
{
    public PipelineUse With(PipelineUse other) =>
        new(First(FirstCall, other.FirstCall), Reads || other.Reads, Transactions || other.Transactions, MayDiffer || other.MayDiffer, ManagesTables || other.ManagesTables);

    /// <summary>By path and place, because the order of the files means nothing.</summary>
    private static Location First(Location one, Location other)
    {
        var order = string.CompareOrdinal(one.SourceTree!.FilePath, other.SourceTree!.FilePath);
        return order < 0 || (order == 0 && one.SourceSpan.Start <= other.SourceSpan.Start) ? one : other;
    }
}

/// <summary>The variables of the compilation that hold a pipeline or policy in which DynamoDB calls run, and what runs in each.</summary>
internal sealed class LinkedPipelines
{
    private readonly Lazy<Dictionary<ISymbol, PipelineUse>> _uses;

    private LinkedPipelines(ArchContext arch) => _uses = new(() => Find(arch));

    public static LinkedPipelines Get(ArchContext arch) => arch.Slot(static context => new LinkedPipelines(context));

    /// <summary>What runs under a retry strategy; null when it is not DynamoDB, or when one cannot see where the strategy goes.</summary>
    public PipelineUse? Of(PollyRetry retry, CallContext context)
    {
        ExpressionSyntax chain = retry.Call;
        while (Next(chain) is { } next)
        {
            if (context.Model.GetSymbolInfo(next, context.Cancellation).Symbol is not IMethodSymbol method)
                return null;
            if (ResilienceCall.Is(method))
                return UseOf(next, context.Model);
            // Whoever else is handed a policy may do anything with it.
            if (chain.Parent is ArgumentSyntax && !(method.Name is "Wrap" or "WrapAsync" && method.IsIn("Polly")))
                return null;
            chain = next;
        }

        return ValueUses.Of(chain, context.Model, context.Cancellation).Holder is { } holder
            && SingleValue.Of(holder, context.Model, context.Cancellation) is { } value && SameValue.Bare(value) == SameValue.Bare(chain)
            && _uses.Value.TryGetValue(holder, out var use)
            ? use
            : null;
    }

    /// <summary>The next call of a fluent chain, or the one that wraps the policy in another.</summary>
    private static InvocationExpressionSyntax? Next(ExpressionSyntax chain) => chain.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access when access.Expression == chain => next,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax next } => next,
        _ => null,
    };

    private static Dictionary<ISymbol, PipelineUse> Find(ArchContext arch)
    {
        var uses = new Dictionary<ISymbol, PipelineUse>(SymbolEqualityComparer.Default);
        foreach (var model in TreeModels.With(arch.Compilation, ["Execute"], default))
        {
            foreach (var call in model.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Execute" or "ExecuteAsync" or "ExecuteOutcomeAsync" or "ExecuteAndCapture" or "ExecuteAndCaptureAsync" } access
                    && model.GetSymbolInfo(call).Symbol is IMethodSymbol method && ResilienceCall.Is(method)
                    && model.GetSymbolInfo(access.Expression).Symbol is (ILocalSymbol or IFieldSymbol or IPropertySymbol) and var pipeline
                    && UseOf(call, model) is { } use)
                    Add(uses, pipeline, use, model);
            }
        }

        return uses;
    }

    private static void Add(Dictionary<ISymbol, PipelineUse> uses, ISymbol pipeline, PipelineUse use, SemanticModel model)
    {
        // The bound also ends policies that wrap each other.
        var pending = new Stack<ISymbol>();
        pending.Push(pipeline);
        for (var rounds = 0; pending.Count > 0 && rounds < 20; rounds++)
        {
            var symbol = pending.Pop();
            uses[symbol] = uses.TryGetValue(symbol, out var known) ? known.With(use) : use;
            if (SingleValue.Of(symbol, model, default) is not { } value)
                continue;
            foreach (var name in value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is (ILocalSymbol or IFieldSymbol or IPropertySymbol) and var part && IsPolicy(part))
                    pending.Push(part);
            }
        }
    }

    private static bool IsPolicy(ISymbol symbol)
    {
        var type = symbol switch { ILocalSymbol local => local.Type, IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        return type?.IsBelow("Polly") == true;
    }

    private static PipelineUse? UseOf(InvocationExpressionSyntax execute, SemanticModel model)
    {
        PipelineUse? use = null;
        foreach (var (call, kind) in ResilienceCall.CallsIn(execute, model, default))
        {
            var one = new PipelineUse(call.GetLocation(), kind.IsRead, kind.IsTransaction, MayDiffer: false, ManagesTables: false);
            use = use?.With(one) ?? one;
        }

        if (use is null)
            return null;
        var attempt = Attempt.Of(execute, model, default);
        return use with { MayDiffer = attempt.MayDiffer, ManagesTables = attempt.ManagesTables };
    }
}
