using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>
/// The names by which code can bring in what it may not use: of types, of what such types have, and aliases. Most names in a file are none of these, and are never bound.
/// </summary>
internal sealed class ForbiddenNames
{
    private const string Attribute = nameof(Attribute);

    private readonly NameMap<Claim> _names = new(static (left, right) => left.And(right));

    public ForbiddenNames(ArchContext arch)
    {
        foreach (var directive in UsingAliases.Get(arch).All)
            _names.Add(directive.Alias!.Name.Identifier.ValueText, Claim.OnAll);
    }

    /// <summary>A type with all that lies in it.</summary>
    public void Add(INamedTypeSymbol type, Claim claim)
    {
        _names.Add(type.Name, claim);
        foreach (var member in type.MemberNames)
            _names.Add(member, claim);
        if (type.TypeKind == TypeKind.Delegate)
        {
            // What the compiler adds to the delegates of this compilation.
            _names.Add(nameof(System.Action.Invoke), claim);
            _names.Add(nameof(System.Action.BeginInvoke), claim);
            _names.Add(nameof(System.Action.EndInvoke), claim);
        }

        foreach (var nested in type.GetTypeMembers())
            Add(nested, claim);
    }

    /// <summary>Everything in an assembly. Its metadata has the names without a symbol for each.</summary>
    public void Add(IAssemblySymbol assembly, Claim claim)
    {
        if (assembly.GetMetadata() is not { } metadata)
        {
            foreach (var type in AssemblyTypes.Of(assembly))
                Add(type, claim);
            return;
        }

        foreach (var module in metadata.GetModules())
        {
            var reader = module.GetMetadataReader();
            foreach (var type in reader.TypeDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetTypeDefinition(type).Name), claim);
            foreach (var method in reader.MethodDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetMethodDefinition(method).Name), claim);
            foreach (var property in reader.PropertyDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetPropertyDefinition(property).Name), claim);
            foreach (var field in reader.FieldDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetFieldDefinition(field).Name), claim);
            foreach (var @event in reader.EventDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetEventDefinition(@event).Name), claim);
        }
    }

    /// <summary>Whether code that stands at a place may bring in by this name what it may not use.</summary>
    public bool Concern(Place user, SimpleNameSyntax name) =>
        Concern(user, name.Identifier.ValueText)
        || ((name.Parent is AttributeSyntax || name.Parent?.Parent is AttributeSyntax) && _names.Find(name.Identifier.ValueText, Attribute)?.Concerns(user) == true);

    /// <inheritdoc cref="Concern(Place, SimpleNameSyntax)"/>
    public bool Concern(Place user, string name) => _names.Find(name)?.Concerns(user) == true;
}
