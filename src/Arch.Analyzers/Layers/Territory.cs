using System;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>Where the code of a compilation and of its references stands: what a finder of dependencies asks about both ends of each.</summary>
internal abstract class Territory
{
    private readonly Lazy<ForbiddenNames> _names;

    protected Territory(LayerModel model) => (Model, _names) = (model, new(FindNames));

    public LayerModel Model { get; }

    /// <summary>The names of all that some code of the compilation may not use.</summary>
    public ForbiddenNames Names => _names.Value;

    public abstract Place Of(INamedTypeSymbol type);

    /// <summary>Where code outside of every type stands: top-level statements and attributes of the assembly.</summary>
    public abstract Place Of(IAssemblySymbol assembly);

    /// <summary>Nested types follow the type they lie in, as members do; so does the nameless type of an extension block.</summary>
    public static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
            type = outer;
        return type;
    }

    protected abstract ForbiddenNames FindNames();
}
