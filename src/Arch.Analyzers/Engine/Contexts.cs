using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>What a handler is given for a node it asked for.</summary>
internal readonly struct NodeContext(ArchContext arch, DiagnosticDescriptor rule, SyntaxNodeAnalysisContext node)
{
    public ArchContext Arch => arch;

    public SyntaxNode Node => node.Node;

    public SemanticModel Model => node.SemanticModel;

    public ISymbol? ContainingSymbol => node.ContainingSymbol;

    public CancellationToken Cancellation => node.CancellationToken;

    /// <summary>Made on demand, because most nodes are innocent.</summary>
    public Reporter Report => new(arch, rule, node.ReportDiagnostic);
}

/// <summary>
/// An invocation or object creation whose name is in the table of some rule. Its symbol and operation are computed at most once, for all rules that ask.
/// </summary>
internal sealed class Site
{
    [ThreadStatic]
    private static Site? t_spare;

    private SyntaxNodeAnalysisContext _context;
    private IMethodSymbol? _method;
    private bool _methodKnown;
    private IOperation? _operation;

    private Site()
    {
    }

    public SyntaxNodeAnalysisContext Context => _context;

    /// <summary>The name of the called method; null for a creation.</summary>
    public SimpleNameSyntax? Name { get; private set; }

    public IMethodSymbol? Method
    {
        get
        {
            if (!_methodKnown)
            {
                _method = _context.SemanticModel.GetSymbolInfo(_context.Node, _context.CancellationToken).Symbol as IMethodSymbol;
                _methodKnown = true;
            }

            return _method;
        }
    }

    public IOperation? Operation => _operation ??= _context.SemanticModel.GetOperation(_context.Node, _context.CancellationToken);

    /// <summary>Names such as <c>Add</c> are everywhere, so a thread that has given back its site gets it again.</summary>
    public static Site Rent(SyntaxNodeAnalysisContext context, SimpleNameSyntax? name)
    {
        var site = t_spare ?? new();
        t_spare = null;
        (site._context, site.Name) = (context, name);
        return site;
    }

    /// <summary>To be called when no handler can ask any more.</summary>
    public void Return()
    {
        (_context, Name, _method, _methodKnown, _operation) = (default, null, null, false, null);
        t_spare = this;
    }
}

/// <summary>What a handler is given for a call whose method name it asked for.</summary>
internal readonly struct CallContext(ArchContext arch, DiagnosticDescriptor rule, Site site)
{
    public ArchContext Arch => arch;

    public InvocationExpressionSyntax Call => (InvocationExpressionSyntax)site.Context.Node;

    /// <summary>The method's name as written, the token that messages and fixes point at.</summary>
    public SimpleNameSyntax Name => site.Name!;

    public Location NameLocation => Name.Identifier.GetLocation();

    public SemanticModel Model => site.Context.SemanticModel;

    public ISymbol? ContainingSymbol => site.Context.ContainingSymbol;

    public CancellationToken Cancellation => site.Context.CancellationToken;

    /// <summary>The method that is called; null when the call does not bind.</summary>
    public IMethodSymbol? Method => site.Method;

    public IOperation? Operation => site.Operation;

    public Reporter Report => new(arch, rule, site.Context.ReportDiagnostic);
}

/// <summary>What a handler is given for an object creation or a constructor initializer whose type name it asked for.</summary>
internal readonly struct CreationContext(ArchContext arch, DiagnosticDescriptor rule, Site site)
{
    public ArchContext Arch => arch;

    /// <summary>A <see cref="BaseObjectCreationExpressionSyntax"/> or a <see cref="ConstructorInitializerSyntax"/>.</summary>
    public SyntaxNode Creation => site.Context.Node;

    public ArgumentListSyntax? Arguments => Creation switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList,
        _ => null,
    };

    public SemanticModel Model => site.Context.SemanticModel;

    public ISymbol? ContainingSymbol => site.Context.ContainingSymbol;

    public CancellationToken Cancellation => site.Context.CancellationToken;

    /// <summary>The constructor that runs; null when the creation does not bind.</summary>
    public IMethodSymbol? Constructor => site.Method;

    public IOperation? Operation => site.Operation;

    public Reporter Report => new(arch, rule, site.Context.ReportDiagnostic);
}

/// <summary>What a handler is given for each tree, without semantics.</summary>
internal readonly struct TreeContext(ArchContext arch, DiagnosticDescriptor rule, SyntaxTreeAnalysisContext tree)
{
    public ArchContext Arch => arch;

    public SyntaxTree Tree => tree.Tree;

    public CancellationToken Cancellation => tree.CancellationToken;

    public Reporter Report => new(arch, rule, tree.ReportDiagnostic);
}

/// <summary>What a handler is given for each tree, with semantics on demand.</summary>
internal readonly struct ModelContext(ArchContext arch, DiagnosticDescriptor rule, SemanticModelAnalysisContext model)
{
    public ArchContext Arch => arch;

    public SyntaxTree Tree => model.SemanticModel.SyntaxTree;

    public SemanticModel Model => model.SemanticModel;

    public CancellationToken Cancellation => model.CancellationToken;

    public Reporter Report => new(arch, rule, model.ReportDiagnostic);
}

/// <summary>What a handler is given for an operation it asked for.</summary>
internal readonly struct OperationContext(ArchContext arch, DiagnosticDescriptor rule, OperationAnalysisContext operation)
{
    public ArchContext Arch => arch;

    public IOperation Operation => operation.Operation;

    public ISymbol ContainingSymbol => operation.ContainingSymbol;

    public CancellationToken Cancellation => operation.CancellationToken;

    public Reporter Report => new(arch, rule, operation.ReportDiagnostic);
}

/// <summary>What a handler is given for each declared symbol of a kind.</summary>
internal readonly struct SymbolContext(ArchContext arch, DiagnosticDescriptor rule, SymbolAnalysisContext symbol)
{
    public ArchContext Arch => arch;

    public ISymbol Symbol => symbol.Symbol;

    public CancellationToken Cancellation => symbol.CancellationToken;

    public Reporter Report => new(arch, rule, symbol.ReportDiagnostic);
}

/// <summary>What a handler is given at the end of the compilation, when every other action of every analyzer has run.</summary>
internal readonly struct EndContext(ArchContext arch, DiagnosticDescriptor rule, CompilationAnalysisContext end)
{
    public ArchContext Arch => arch;

    public CancellationToken Cancellation => end.CancellationToken;

    public Reporter Report => new(arch, rule, end.ReportDiagnostic);
}
