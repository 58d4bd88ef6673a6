using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4003 for references that another file makes, such as <c>Directory.Build.props</c>: there is no place to show them at.</summary>
internal sealed class ProjectReferenceElsewhere() : EndRule(LayersRules.ProjectReference)
{
    public override void Check(EndContext end)
    {
        foreach (var reference in ForbiddenReference.Get(end.Arch))
        {
            if (reference.Element is null)
            {
                end.Report.With(LayerDependency.Properties.From, end.Arch.Compilation.AssemblyName)
                    .With(LayerDependency.Properties.FromLayer, reference.From.Name)
                    .With(LayerDependency.Properties.To, reference.Assembly.Name)
                    .With(LayerDependency.Properties.ToLayer, reference.To.Name)
                    .With(LayerDependency.Properties.Project, reference.Project)
                    .With(LayerDependency.Properties.Rule, reference.Ruling.Place)
                    .At(Location.None, reference.Finding, reference.Arguments(end.Arch));
            }
        }
    }
}
