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
            if (reference.Element is not null)
                continue;
            var said = end.Report.As(reference.Rule);
            foreach (var (key, value) in reference.Properties)
                said = said.With(key, value);
            said.At(Location.None, reference.Finding, reference.Arguments);
        }
    }
}
