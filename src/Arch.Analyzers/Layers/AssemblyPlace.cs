using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>What the name and the metadata of an assembly say about the layers and contexts of its code.</summary>
internal sealed class AssemblyPlace
{
    private readonly LayerModel _model;
    private readonly bool _hasConvention;

    public AssemblyPlace(LayerModel model, IAssemblySymbol assembly, ArchContext arch)
    {
        _model = model;
        Name = DottedName.Of(assembly.Name);
        IsOwn = OwnAssembly.Is(assembly.Name, arch.Compilation.AssemblyName ?? "");
        IsFramework = OwnAssembly.IsFramework(assembly.Name) && !OwnAssembly.IsFramework(arch.Compilation.AssemblyName ?? "");
        var isCompiled = SymbolEqualityComparer.Default.Equals(assembly, arch.Compilation.Assembly);
        Stated = model.Find(isCompiled ? arch.Properties.Layer : Metadata("ArchLayer"));
        Context = isCompiled ? arch.Properties.Context : Metadata("ArchContext");
        // The last word of a name says what the project is, the first ones say whose it is.
        var byName = model.UsesPreset && IsOwn ? Name.Reverse().Select(LayerOf).FirstOrDefault(static layer => layer is not null) : null;
        _hasConvention = model.UsesPreset && IsOwn && !(isCompiled && IsProgram(arch.Compilation) && byName is not null && Presets.IsForOthers(byName.Name));
        ByName = _hasConvention ? byName : null;
        Layers = Possible(assembly);
        MayHaveContext = Context is not null || model.Contexts.Match.Any(pattern => IsPossible(pattern, assembly));

        string? Metadata(string key) => IsOwn || !model.UsesPreset ? AssemblyPlace.Metadata(assembly, key) : null;
    }

    public ImmutableArray<string> Name { get; }

    /// <summary>Whether the assembly belongs to the solution at hand: names of others are no statements about our layers.</summary>
    public bool IsOwn { get; }

    /// <summary>Whether it comes with .NET, as far as the name tells to a solution that is none of .NET itself.</summary>
    public bool IsFramework { get; }

    /// <summary>The layer that the project says it belongs to.</summary>
    public Layer? Stated { get; }

    /// <summary>The bounded context that the project says it belongs to.</summary>
    public string? Context { get; }

    /// <summary>The layer that the assembly's name tells by convention.</summary>
    public Layer? ByName { get; }

    /// <summary>The layers that its code may belong to, as far as names of namespaces tell: a bit for each.</summary>
    public ulong Layers { get; }

    /// <summary>Whether some of its code may belong to a bounded context.</summary>
    public bool MayHaveContext { get; }

    /// <summary>The layer by convention of code in a namespace of this assembly.</summary>
    public Layer? Conventional(ImmutableArray<string> space) => ByName ?? (_hasConvention ? space.Select(LayerOf).FirstOrDefault(static layer => layer is not null) : null);

    public Layer? LayerOf(string segment) => _model.Find(Presets.LayerOf(segment));

    private ulong Possible(IAssemblySymbol assembly)
    {
        var bits = Stated?.Bit ?? ByName?.Bit ?? 0;
        if (bits == 0 && _hasConvention)
            bits = ByNamespaces(assembly);
        foreach (var layer in _model.Layers)
        {
            if (layer.Match.Any(pattern => IsPossible(pattern, assembly)))
                bits |= layer.Bit;
        }

        return bits;
    }

    /// <summary>Of the assembly that is compiled, the names of its namespaces are asked alone: a set of them is only to be had with a look at each of its types.</summary>
    private ulong ByNamespaces(IAssemblySymbol assembly)
    {
        if (assembly is not ISourceAssemblySymbol own)
            return assembly.NamespaceNames.Aggregate(0UL, (all, space) => all | BitOf(space));
        var bits = 0UL;
        own.Compilation.ContainsSymbolsWithName(
            space =>
            {
                bits |= BitOf(space);
                return false;
            },
            SymbolFilter.Namespace);
        return bits;

        ulong BitOf(string space) => LayerOf(space)?.Bit ?? 0;
    }

    private bool IsPossible(Pattern pattern, IAssemblySymbol assembly)
    {
        var captures = default(Captures);
        return pattern.Subject switch
        {
            Subject.Assembly => pattern.MatchesName(Name, ref captures),
            Subject.Namespace => pattern.Literals.All(assembly.NamespaceNames.Contains) || pattern.MatchesName(Name, ref captures),
            _ => true,
        };
    }

    private static bool IsProgram(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    private static string? Metadata(IAssemblySymbol assembly, string key)
    {
        if (OwnAssembly.IsFramework(assembly.Name))
            return null;
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "AssemblyMetadataAttribute", ConstructorArguments: { Length: 2 } arguments } && arguments[0].Value as string == key)
                return arguments[1].Value as string;
        }

        return null;
    }
}
