using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>
/// Finds out whether code only ever runs under a backoff of the project's own: inside of a delegate that a resilience pipeline executes, in a retry loop written by hand,
/// or in a private method all of whose callers are.
/// </summary>
/// <param name="arch">The compilation.</param>
/// <param name="models">The models of its trees.</param>
/// <param name="transaction">Whether the backoff must also handle cancelled transactions.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class BackoffEvidence(ArchContext arch, Models models, bool transaction, CancellationToken cancellation)
{
    // Private methods that call private methods, wrappers that call wrappers: deeper than this nobody looks.
    private const int MostDepth = 3;

    private readonly HashSet<ISymbol> _underway = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _wrappers = new(SymbolEqualityComparer.Default);

    public bool Covers(SyntaxNode code, SemanticModel model) => Covers(code, model, 0);

    private bool Covers(SyntaxNode code, SemanticModel model, int depth)
    {
        // Each function on the way out is looked at as a whole: what is around it runs around the code.
        var inner = code;
        for (var at = code; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case AnonymousFunctionExpressionSyntax lambda:
                    if (IsInRetryLoop(inner, model) || RunsRetried(lambda, model, depth))
                        return true;
                    inner = lambda;
                    break;
                case LocalFunctionStatementSyntax function:
                    if (IsInRetryLoop(inner, model) || IsOnlyUsedRetried(model.GetDeclaredSymbol(function, cancellation) as IMethodSymbol, depth))
                        return true;
                    inner = function;
                    break;
                case GlobalStatementSyntax:
                    break;
                case MemberDeclarationSyntax member:
                    return IsInRetryLoop(inner, model)
                        || (member is MethodDeclarationSyntax && model.GetDeclaredSymbol(member, cancellation) is IMethodSymbol { DeclaredAccessibility: Accessibility.Private } method && IsOnlyUsedRetried(method, depth));
            }
        }

        return IsInRetryLoop(inner, model);
    }

    private bool IsInRetryLoop(SyntaxNode code, SemanticModel model)
    {
        foreach (var retry in RetryLoop.AllAround(code, model))
        {
            if (retry.Catches.Any(clause => CatchesTransient(clause, model)) && DelayCall.Find(retry.Loop, model, cancellation) is not null)
                return true;
        }

        return false;
    }

    private bool CatchesTransient(CatchClauseSyntax clause, SemanticModel model)
    {
        if (clause.Declaration is null)
            return true;
        var type = model.GetTypeInfo(clause.Declaration.Type, cancellation).Type;
        return transaction ? type is not null && (type.Name == "TransactionCanceledException" || DynamoDbErrors.IsBroad(type)) : DynamoDbErrors.CanBeTransient(type);
    }

    /// <summary>Whether a lambda or method group is executed by a pipeline: given to it here, or held by a variable that only goes there.</summary>
    private bool RunsRetried(ExpressionSyntax work, SemanticModel model, int depth)
    {
        var value = SameValue.Outermost(work);
        if (value.Parent is ArgumentSyntax argument)
            return RunsRetried(argument, model, depth);
        var uses = ValueUses.Of(work, model, cancellation);
        return uses is { Holder: not null, IsOnlyValue: true, Uses.IsEmpty: false } && depth < MostDepth && _underway.Add(uses.Holder)
            && Leave(uses.Holder, uses.Uses.All(use => IsUsedRetried(use, model, depth + 1)));
    }

    private bool RunsRetried(ArgumentSyntax argument, SemanticModel model, int depth)
    {
        if (argument.Parent is not ArgumentListSyntax { Parent: InvocationExpressionSyntax call } arguments || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
            return false;
        if (ResilienceCall.Is(method))
            return new PipelineReader(models, cancellation).Of(Receiver.Of(call), model) >= (transaction ? PipelineCover.Everything : PipelineCover.Requests);
        if (IsNamed(method, call))
            return true;
        return depth < MostDepth && ArgumentByParameter.Parameter(arguments, argument, method) is { Type.TypeKind: TypeKind.Delegate } parameter && IsWrapper(method, parameter, depth + 1);
    }

    private bool IsNamed(IMethodSymbol method, SyntaxNode call)
    {
        var names = arch.Configuration.Get(DynamoDbOptions.ResilienceMethods, call.SyntaxTree);
        return !names.IsEmpty && names.Contains(Names.Full((method.ReducedFrom ?? method).OriginalDefinition));
    }

    /// <summary>Whether a method of this compilation runs the delegate that it is given under a backoff.</summary>
    private bool IsWrapper(IMethodSymbol method, IParameterSymbol parameter, int depth)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var found = false;
        foreach (var body in SourceMethods.Implementations(definition, arch.Compilation, cancellation))
        {
            if (!_wrappers.Add(body))
                return false;
            found = RunsParameterRetried(body, parameter.Name, depth);
            _wrappers.Remove(body);
            if (!found)
                return false;
        }

        return found;
    }

    private bool RunsParameterRetried(IMethodSymbol method, string name, int depth)
    {
        if (method.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter || method.DeclaringSyntaxReferences is not { Length: > 0 } declarations)
            return false;
        var declaration = declarations[0].GetSyntax(cancellation);
        var model = models.Of(declaration.SyntaxTree);
        var found = false;
        foreach (var use in SymbolUses.In(declaration, parameter, model, cancellation))
        {
            // Whether it is null, or what it is called, may be asked outside.
            if (use.Parent is BinaryExpressionSyntax or IsPatternExpressionSyntax || IsNameOf(use) || model.GetTypeInfo(use, cancellation).ConvertedType is not { TypeKind: TypeKind.Delegate })
                continue;
            if (!IsUsedRetried(use, model, depth))
                return false;
            found = true;
        }

        return found;
    }

    private bool IsOnlyUsedRetried(IMethodSymbol? method, int depth)
    {
        if (method is null || depth >= MostDepth)
            return false;
        if (depth == 0)
            return Memo.Get(arch).Of(method, transaction, () => IsOnlyUsedRetried(method, 1));
        // Recursion says nothing: what counts is who calls from outside.
        return !_underway.Add(method) || Leave(method, AllUses(method, depth));
    }

    private bool AllUses(IMethodSymbol method, int depth)
    {
        var found = false;
        foreach (var (use, model) in SourceMethods.Uses(method, models, cancellation))
        {
            if (IsNameOf(use))
                continue;
            if (!IsUsedRetried(use, model, depth))
                return false;
            found = true;
        }

        return found;
    }

    /// <summary>Whether a function is called, or handed on, where a backoff is around it.</summary>
    private bool IsUsedRetried(ExpressionSyntax use, SemanticModel model, int depth)
    {
        if (use.Parent is MemberAccessExpressionSyntax access && access.Name == use)
            use = access;
        return (use.Parent is not InvocationExpressionSyntax && RunsRetried(use, model, depth)) || Covers(use, model, depth);
    }

    private static bool IsNameOf(ExpressionSyntax use) => use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };

    private bool Leave(ISymbol symbol, bool result)
    {
        _underway.Remove(symbol);
        return result;
    }

    /// <summary>What is known of private methods, which many calls ask for.</summary>
    private sealed class Memo
    {
        private readonly ConcurrentDictionary<(ISymbol, bool), bool> _known = new();

        public static Memo Get(ArchContext arch) => arch.Slot(static _ => new Memo());

        public bool Of(IMethodSymbol method, bool transaction, Func<bool> find) => _known.TryGetValue((method, transaction), out var known) ? known : _known[(method, transaction)] = find();
    }
}
