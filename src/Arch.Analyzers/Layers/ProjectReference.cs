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
            if (reference.Element is not { } element)
                continue;
            var said = report.As(reference.Rule);
            foreach (var (key, value) in reference.Properties)
                said = said.With(key, value);
            said.At(TextSpan.FromBounds(element.Span.Start, element.KeySpan.End), reference.Finding, null, reference.Arguments);
        }
    }
}
