using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>
/// Where a rule asks for the code it wants to see. The requests of all rules of a family are merged into one action per kind,
/// and a handler that throws is named with rule, file and line.
/// </summary>
internal sealed class RuleStart(ArchContext arch, CodeRule rule, Registrations registrations)
{
    public ArchContext Arch => arch;

    private DiagnosticDescriptor Descriptor => rule.Descriptors[0];

    /// <summary>Calls of methods with one of these names, by whatever receiver; the handler asks for the symbol.</summary>
    public void OnCall(string[] names, Action<CallContext> handler)
    {
        var descriptor = Descriptor;
        var entry = new Handler<Site>(descriptor, site => handler(new CallContext(arch, descriptor, site)));
        foreach (var name in names)
            registrations.Calls.Add(name, entry);
    }

    /// <summary>
    /// Object creations, target-typed ones, and calls of base constructors, of types with one of these names (also through an alias).
    /// A creation that does not show its type is handed over as well, for the handler to bind, unless it has too few arguments for any of them.
    /// </summary>
    public void OnCreation(CreatedType[] types, Action<CreationContext> handler)
    {
        var descriptor = Descriptor;
        var entry = new Handler<Site>(descriptor, site => handler(new CreationContext(arch, descriptor, site)));
        foreach (var type in types)
            registrations.Creations.Add(type, entry);
    }

    /// <summary>Assignments (<c>=</c> and <c>??=</c>) to members and variables of one of these names, also in object initializers.</summary>
    public void OnAssignment(string[] names, Action<NodeContext> handler)
    {
        var descriptor = Descriptor;
        var entry = new Handler<SyntaxNodeAnalysisContext>(descriptor, node => handler(new NodeContext(arch, descriptor, node)));
        foreach (var name in names)
            registrations.Assignments.Add(name, entry);
    }

    public void OnSyntax(SyntaxKind[] kinds, Action<NodeContext> handler)
    {
        var descriptor = Descriptor;
        foreach (var kind in kinds)
            registrations.Nodes.Add(kind, new(descriptor, node => handler(new NodeContext(arch, descriptor, node))));
    }

    public void OnTree(Action<TreeContext> handler)
    {
        var descriptor = Descriptor;
        registrations.Trees.Add(new(descriptor, tree => handler(new TreeContext(arch, descriptor, tree))));
    }

    /// <summary>Each tree once, with its semantic model: for what a scan of the text finds and only then needs binding.</summary>
    public void OnModel(Action<ModelContext> handler)
    {
        var descriptor = Descriptor;
        registrations.Models.Add(new(descriptor, model => handler(new ModelContext(arch, descriptor, model))));
    }

    /// <summary>Costs the operation tree of every body; only for what syntax cannot find.</summary>
    public void OnOperation(OperationKind[] kinds, Action<OperationContext> handler)
    {
        var descriptor = Descriptor;
        foreach (var kind in kinds)
            registrations.Operations.Add(kind, new(descriptor, operation => handler(new OperationContext(arch, descriptor, operation))));
    }

    public void OnSymbol(SymbolKind[] kinds, Action<SymbolContext> handler)
    {
        var descriptor = Descriptor;
        foreach (var kind in kinds)
            registrations.Symbols.Add(kind, new(descriptor, symbol => handler(new SymbolContext(arch, descriptor, symbol))));
    }

    /// <summary>For what needs the whole compilation; such findings do not show while typing.</summary>
    public void OnEnd(Action<EndContext> handler)
    {
        var descriptor = Descriptor;
        registrations.Ends.Add(new(descriptor, end => handler(new EndContext(arch, descriptor, end))));
    }
}
