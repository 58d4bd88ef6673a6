using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>What one rule wants done with what it asked for.</summary>
internal sealed class Handler<T>(DiagnosticDescriptor rule, Action<T> run)
{
    public DiagnosticDescriptor Rule => rule;

    public void Run(T context) => run(context);
}

/// <summary>Lists of handlers by the kind they asked for.</summary>
internal sealed class HandlersByKind<TKind, TContext> where TKind : notnull
{
    private readonly Dictionary<TKind, List<Handler<TContext>>> _byKind = [];

    public IReadOnlyCollection<TKind> Kinds => _byKind.Keys;

    public void Add(TKind kind, Handler<TContext> handler)
    {
        if (!_byKind.TryGetValue(kind, out var handlers))
            _byKind.Add(kind, handlers = []);
        handlers.Add(handler);
    }

    public List<Handler<TContext>> this[TKind kind] => _byKind[kind];
}

/// <summary>Everything the rules of one family asked for in one compilation, merged into one action per kind.</summary>
internal sealed class Registrations(ArchContext arch, Predicate<SyntaxTree> looksAtGenerated)
{
    public NameTable<Handler<Site>> Calls { get; } = new();

    public CreationTable Creations { get; } = new();

    public NameTable<Handler<SyntaxNodeAnalysisContext>> Assignments { get; } = new();

    public HandlersByKind<SyntaxKind, SyntaxNodeAnalysisContext> Nodes { get; } = new();

    public HandlersByKind<OperationKind, OperationAnalysisContext> Operations { get; } = new();

    public HandlersByKind<SymbolKind, SymbolAnalysisContext> Symbols { get; } = new();

    public List<Handler<SyntaxTreeAnalysisContext>> Trees { get; } = [];

    public List<Handler<SemanticModelAnalysisContext>> Models { get; } = [];

    public List<Handler<CompilationAnalysisContext>> Ends { get; } = [];

    public void Register(CompilationStartAnalysisContext context)
    {
        if (!Calls.IsEmpty)
            context.RegisterSyntaxNodeAction(OnInvocation, SyntaxKind.InvocationExpression);
        if (!Creations.IsEmpty)
        {
            Creations.Add(UsingDirectives.Get(arch));
            context.RegisterSyntaxNodeAction(OnCreation, CreationTable.Kinds);
        }

        if (!Assignments.IsEmpty)
            context.RegisterSyntaxNodeAction(OnAssignment, SyntaxKind.SimpleAssignmentExpression, SyntaxKind.CoalesceAssignmentExpression);

        // One action for each kind keeps the dispatch out of the callback.
        foreach (var kind in Nodes.Kinds)
        {
            var handlers = Nodes[kind];
            context.RegisterSyntaxNodeAction(
                node =>
                {
                    if (LooksAt(node.Node, node.IsGeneratedCode))
                        Run(handlers, node, node.Node);
                },
                kind);
        }

        foreach (var kind in Operations.Kinds)
        {
            var handlers = Operations[kind];
            context.RegisterOperationAction(
                operation =>
                {
                    if (LooksAt(operation.Operation.Syntax, operation.IsGeneratedCode))
                        Run(handlers, operation, operation.Operation.Syntax);
                },
                kind);
        }

        foreach (var kind in Symbols.Kinds)
        {
            var handlers = Symbols[kind];
            context.RegisterSymbolAction(
                symbol =>
                {
                    // What the compiler adds by itself may lie nowhere.
                    var location = symbol.Symbol.Locations.FirstOrDefault() ?? Location.None;
                    if (LooksAt(location.SourceTree, symbol.IsGeneratedCode))
                        Run(handlers, symbol, null, location.SourceTree, location.SourceSpan.Start);
                },
                kind);
        }

        if (Trees.Count > 0)
        {
            context.RegisterSyntaxTreeAction(tree =>
            {
                if (LooksAt(tree.Tree, tree.IsGeneratedCode))
                    Run(Trees, tree, null, tree.Tree);
            });
        }

        if (Models.Count > 0)
        {
            context.RegisterSemanticModelAction(model =>
            {
                if (LooksAt(model.SemanticModel.SyntaxTree, model.IsGeneratedCode))
                    Run(Models, model, null, model.SemanticModel.SyntaxTree);
            });
        }

        if (Ends.Count > 0)
            context.RegisterCompilationEndAction(end => Run(Ends, end, null));
    }

    private bool LooksAt(SyntaxTree? tree, bool isGenerated) => !isGenerated || (tree is not null && looksAtGenerated(tree));

    private bool LooksAt(SyntaxNode node, bool isGenerated) => !isGenerated || looksAtGenerated(node.SyntaxTree);

    private void OnInvocation(SyntaxNodeAnalysisContext context)
    {
        if (!LooksAt(context.Node, context.IsGeneratedCode))
            return;
        var name = MemberName(((InvocationExpressionSyntax)context.Node).Expression);
        if (name is not null && Calls.Find(name.Identifier.ValueText) is { } handlers)
            RunAtSite(handlers, context, name);
    }

    private void OnCreation(SyntaxNodeAnalysisContext context)
    {
        // Roslyn 4.8 shows the base call of a primary constructor twice: as part of the type and as part of the constructor.
        if ((context.Node is PrimaryConstructorBaseTypeSyntax && context.ContainingSymbol is INamedTypeSymbol) || !LooksAt(context.Node, context.IsGeneratedCode))
            return;
        if (Creations.Find(context.Node) is { } handlers)
            RunAtSite(handlers, context, null);
    }

    private void OnAssignment(SyntaxNodeAnalysisContext context)
    {
        if (!LooksAt(context.Node, context.IsGeneratedCode))
            return;
        var name = MemberName(((AssignmentExpressionSyntax)context.Node).Left);
        if (name is not null && Assignments.Find(name.Identifier.ValueText) is { } handlers)
            Run(handlers, context, name);
    }

    private static SimpleNameSyntax? MemberName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    private static void RunAtSite(List<Handler<Site>> handlers, SyntaxNodeAnalysisContext context, SimpleNameSyntax? name)
    {
        var site = Site.Rent(context, name);
        Run(handlers, site, name ?? context.Node);
        site.Return();
    }

    private static void Run<T>(List<Handler<T>> handlers, T context, SyntaxNode? node, SyntaxTree? tree = null, int position = 0)
    {
        var failure = default(Failure);
        foreach (var handler in handlers)
        {
            try
            {
                handler.Run(context);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Where a node stands is worked out from its neighbours, so nobody asks before something went wrong.
                failure.Remember(exception, handler.Rule, node?.SyntaxTree ?? tree, node?.SpanStart ?? position);
            }
        }

        failure.Rethrow();
    }
}
