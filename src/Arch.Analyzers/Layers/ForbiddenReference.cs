using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>A project that this one references itself, though none of its code may use any of that one's.</summary>
/// <param name="Project">The name of its project file.</param>
/// <param name="Element">The element of the project file; null when the reference comes from another file.</param>
/// <param name="Rule">The rule in the words that fit.</param>
/// <param name="Arguments">What fills its message.</param>
/// <param name="Properties">What a fix or a graph wants to know.</param>
internal sealed record ForbiddenReference(string Project, Node? Element, DiagnosticDescriptor Rule, object[] Arguments, ImmutableArray<(string Key, string? Value)> Properties)
{
    public Finding Finding => Finding.OfAssembly(Project);

    public static ImmutableArray<ForbiddenReference> Get(ArchContext arch) => arch.Slot(static context => new Slot(context)).All;

    private static IEnumerable<ForbiddenReference> Find(ArchContext arch)
    {
        if (Architecture.Get(arch) is not { } architecture || !architecture.Of(arch.Compilation.Assembly).IsBound)
            yield break;
        var file = ProjectFile.Of(arch);
        foreach (var project in (arch.Properties.ProjectReferences ?? (file is null ? [] : ProjectFile.Certain(file))).Distinct())
        {
            if (AssemblyOf(project, arch) is { } assembly && Judge(project, file is null ? null : ProjectFile.Find(file, project), assembly, arch, architecture) is { } found)
                yield return found;
        }
    }

    private static ForbiddenReference? Judge(string project, Node? element, IAssemblySymbol assembly, ArchContext arch, Architecture architecture)
    {
        var own = arch.Compilation.Assembly;
        var (ours, theirs) = (architecture.Of(own), architecture.Of(assembly));
        var isForeign = ours.IsForeign(theirs);
        var ruling = ours.Layer is { } layer && theirs.Layer is { } other && !MayUse(layer, other) ? architecture.Model.Find(layer, other) : null;
        if ((!isForeign && ruling is null) || architecture.Model.Exceptions.Any(exception => exception.Accepts(LayersRules.ProjectReference.Id, own, assembly)))
            return null;

        // An assembly may hold more than its name says: whatever may be used of it takes the reference.
        var (users, used) = (AssemblyTypes.Of(own).ToImmutableArray(), AssemblyTypes.Of(assembly).ToImmutableArray());
        if (architecture.Model.Exceptions.Any(exception => exception.NeedsReference(users, used)))
            return null;
        var (from, to) = (Places(users), Places(used));
        if (isForeign && from.All(user => to.All(user.IsForeign)))
        {
            var contexts = architecture.Model.Contexts;
            return new(project, element, LayersWordings.ReferenceToContext.Rule, [own.Name, ours.Context!, project, theirs.Context!, contexts.Advice(theirs.Context!), contexts.Place], Said(contexts.Place));
        }

        return ruling is null || from.Any(user => to.Any(target => user.Layer is not null && target.Layer is not null && MayUse(user.Layer, target.Layer)))
            ? null
            : new(project, element, LayersRules.ProjectReference,
                [own.Name, ours.Layer!, project, theirs.Layer!, Remedy.HomeOfUser(ours.Layer!, theirs.Layer!, architecture.Model), ruling.Place], Said(ruling.Place));

        bool MayUse(Layer user, Layer target) => architecture.Model.Find(user, target) is null || user.CompositionRoot?.MayUse(target) == true;

        ImmutableArray<Place> Places(ImmutableArray<INamedTypeSymbol> types) => types.Select(architecture.Of).Distinct().ToImmutableArray();

        ImmutableArray<(string, string?)> Said(string place) => ImmutableArray.Create(
            (LayerDependency.Properties.From, (string?)own.Name), (LayerDependency.Properties.FromLayer, ours.Layer?.Name), (LayerDependency.Properties.To, assembly.Name), (LayerDependency.Properties.ToLayer, theirs.Layer?.Name),
            (LayerDependency.Properties.Project, project), (LayerDependency.Properties.Rule, (string?)place));
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
        public ImmutableArray<ForbiddenReference> All { get; } = Find(arch).ToImmutableArray();
    }
}
