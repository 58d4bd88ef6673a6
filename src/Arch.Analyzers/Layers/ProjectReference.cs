using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4003: a project references one that its layer must not use, whether anything uses it or not.</summary>
internal sealed class ProjectReference() : FileRule([FileKind.Project], LayersRules.ProjectReference)
{
    public override void Check(ArchFile file, FileReport report)
    {
        if (ProjectFile.Of(report.Arch) != file)
            return;
        foreach (var reference in ForbiddenReference.Get(report.Arch))
        {
            if (reference.Element is { } element)
            {
                report.With(LayerDependency.Properties.From, report.Arch.Compilation.AssemblyName)
                    .With(LayerDependency.Properties.FromLayer, reference.From.Name)
                    .With(LayerDependency.Properties.To, reference.Assembly.Name)
                    .With(LayerDependency.Properties.ToLayer, reference.To.Name)
                    .With(LayerDependency.Properties.Project, reference.Project)
                    .With(LayerDependency.Properties.Rule, reference.Ruling.Place)
                    .At(TextSpan.FromBounds(element.Span.Start, element.KeySpan.End), reference.Finding, null, reference.Arguments(report.Arch));
            }
        }
    }
}
