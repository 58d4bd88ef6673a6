using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>A project that this one references itself, though the layer of its assembly may not use that one's.</summary>
/// <param name="Project">The name of its project file.</param>
/// <param name="From">The layer of this assembly.</param>
/// <param name="Assembly">The assembly that it builds.</param>
/// <param name="To">The layer of that assembly.</param>
/// <param name="Ruling">Why the one may not use the other.</param>
/// <param name="Home">Where the code belongs that needs it.</param>
/// <param name="Element">The element of the project file; null when the reference comes from another file.</param>
internal sealed record ForbiddenReference(string Project, Layer From, IAssemblySymbol Assembly, Layer To, Ruling Ruling, Layer Home, Node? Element)
{
    public Finding Finding => Finding.OfAssembly(Project);

    public static ImmutableArray<ForbiddenReference> Get(ArchContext arch) => arch.Slot(static context => new Slot(context)).All;

    public object[] Arguments(ArchContext arch) => [arch.Compilation.AssemblyName ?? "", From, Project, To, Home, Ruling.Place];

    private static ImmutableArray<ForbiddenReference> Find(ArchContext arch)
    {
        if (Architecture.Get(arch) is not { } architecture || architecture.Of(arch.Compilation.Assembly).Layer is not { } from)
            return ImmutableArray<ForbiddenReference>.Empty;
        var file = ProjectFile.Of(arch);
        var found = ImmutableArray.CreateBuilder<ForbiddenReference>();
        foreach (var project in (arch.Properties.ProjectReferences ?? (file is null ? [] : ProjectFile.Certain(file))).Distinct())
        {
            if (AssemblyOf(project, arch) is { } assembly
                && architecture.Of(assembly).Layer is { } to
                && architecture.Model.Find(from, to) is { } ruling
                && from.CompositionRoot?.MayUse(to) != true
                && !architecture.Model.Exceptions.Any(exception => exception.Accepts(LayersRules.ProjectReference.Id, arch.Compilation.Assembly, assembly)))
                found.Add(new(project, from, assembly, to, ruling, Remedy.HomeOfUser(from, to, architecture.Model), file is null ? null : ProjectFile.Find(file, project)));
        }

        return found.ToImmutable();
    }

    /// <summary>The assembly that a project builds, as the build says, or else the one of its name; null when that leaves it open.</summary>
    private static IAssemblySymbol? AssemblyOf(string project, ArchContext arch)
    {
        var prefix = project + "=";
        var names = arch.Properties.ProjectAssemblies is { } built
            ? built.Where(entry => entry.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(entry => entry.Substring(prefix.Length)).Distinct().ToImmutableArray()
            : ImmutableArray.Create(project);
        return names.Length == 1 ? arch.Compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(assembly => assembly.Name == names[0]) : null;
    }

    private sealed class Slot(ArchContext arch)
    {
        public ImmutableArray<ForbiddenReference> All { get; } = Find(arch);
    }
}
