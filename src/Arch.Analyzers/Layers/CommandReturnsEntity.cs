using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4011: a command that hands out the entity it changed.</summary>
internal sealed class CommandReturnsEntity() : CodeRule(LayersRules.CommandReturnsEntity)
{
    public override bool Applies(ArchContext arch) => CqrsModel.MayBeIn(arch);

    public override void Start(RuleStart start) => start.OnSyntax(MessageResult.Declarations, static node =>
    {
        foreach (var found in MessageResult.Of(node, CqrsModel.Get(node.Arch)!, MessageKind.Command))
        {
            if (Entities.Get(node.Arch).In(found.Declared) is { } entity && TypeMention.Find(found.Written, entity, node.Model, node.Cancellation) is { } name)
                node.Report.At(name.GetLocation(), Finding.Of(entity), found.Message.Name, entity.Name);
        }
    });
}
