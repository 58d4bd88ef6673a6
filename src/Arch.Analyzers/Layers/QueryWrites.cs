using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4010: the handler of a query that changes state.</summary>
internal sealed class QueryWrites() : CodeRule(LayersRules.QueryWrites)
{
    public override bool Applies(ArchContext arch) => HandlerClass.MayBeIn(arch);

    public override void Start(RuleStart start) => start.OnSyntax([SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration], static node =>
    {
        var declaration = (TypeDeclarationSyntax)node.Node;
        if (CqrsModel.Get(node.Arch) is not { } cqrs || !HandlerClass.MayBe(declaration, cqrs) || node.Model.GetDeclaredSymbol(declaration, node.Cancellation) is not INamedTypeSymbol type)
            return;
        var seen = new HashSet<SyntaxNode>();
        foreach (var handler in MessageHandler.Of(type, cqrs))
        {
            if (handler.Kind != MessageKind.Query || Reach.DeclarationOf(handler.Method, declaration) is not { } method)
                continue;
            foreach (var code in Reach.From(method, declaration, node.Model, node.Cancellation))
            {
                foreach (var write in Write.In(code, node.Model, cqrs, node.Cancellation))
                {
                    if (seen.Add(write.Name))
                        node.Report.At(write.Name.GetLocation(), Finding.Of(write.Method), type.Name, write.Shown);
                }
            }

            CheckContext(node, type, cqrs, declaration, seen);
        }
    });

    /// <summary>With a context for reading, a handler of queries has no business with another one.</summary>
    private static void CheckContext(NodeContext node, INamedTypeSymbol type, CqrsModel cqrs, TypeDeclarationSyntax declaration, HashSet<SyntaxNode> seen)
    {
        if (cqrs.ReadContext is not { } reading)
            return;
        var constructors = declaration.Members.OfType<ConstructorDeclarationSyntax>().Select(static constructor => constructor.ParameterList).Append(declaration.ParameterList);
        foreach (var parameter in constructors.Where(static list => list is not null).SelectMany(static list => list!.Parameters))
        {
            if (parameter.Type is { } written && node.Model.GetTypeInfo(written, node.Cancellation).Type is INamedTypeSymbol context && Entities.IsContext(context)
                && !CqrsModel.MatchesAny(reading, context) && seen.Add(written))
                node.Report.In(LayersWordings.QueryTakesWriteContext).At(written.GetLocation(), Finding.Of(context), type.Name, context.Name, cqrs.Settings!["readContext"]!.Value!);
        }
    }
}
