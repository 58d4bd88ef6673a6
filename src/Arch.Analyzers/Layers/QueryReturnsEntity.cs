using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4012: a query that hands out entities, or itself unfinished.</summary>
internal sealed class QueryReturnsEntity() : CodeRule(LayersRules.QueryReturnsEntity)
{
    public override bool Applies(ArchContext arch) => CqrsModel.MayBeIn(arch);

    public override void Start(RuleStart start) => start.OnSyntax(MessageResult.Declarations, static node =>
    {
        foreach (var found in MessageResult.Of(node, CqrsModel.Get(node.Arch)!, MessageKind.Query))
        {
            var open = Entities.Constituents(found.Declared).OfType<INamedTypeSymbol>().FirstOrDefault(IsUnfinished);
            if ((open ?? Entities.Get(node.Arch).In(found.Declared)) is not { } type || TypeMention.Find(found.Written, type, node.Model, node.Cancellation) is not { } name)
                continue;
            var shown = open is null ? $"entity '{type.Name}'" : type.Arity == 0 ? $"'{type.Name}'" : $"'{type.Name}<{type.TypeArguments[0].Name}>'";
            node.Report.At(name.GetLocation(), Finding.Of(type), found.Message.Name, shown, open is null ? "" : ", materialised in the handler");
        }
    });

    /// <summary>Whether the database is only asked when somebody enumerates.</summary>
    private static bool IsUnfinished(INamedTypeSymbol type) =>
        type.Name == "IQueryable" && type.IsIn("System.Linq") || type.Name == "DbSet" && type.IsIn("Microsoft.EntityFrameworkCore");
}
