using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>Where the code of a compilation and of its references stands: what a finder of dependencies asks about both ends of each.</summary>
internal abstract class Territory(LayerModel model)
{
    public LayerModel Model => model;

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
}
