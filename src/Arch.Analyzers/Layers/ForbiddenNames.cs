using System.Threading;
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

    private readonly NameSet _names = new();

    public ForbiddenNames(Compilation compilation)
    {
        foreach (var directive in UsingAliases.Of(compilation, CancellationToken.None))
            _names.Add(directive.Alias!.Name.Identifier.ValueText);
    }

    /// <summary>A type with all that lies in it.</summary>
    public void Add(INamedTypeSymbol type)
    {
        _names.Add(type.Name);
        foreach (var member in type.MemberNames)
            _names.Add(member);
        if (type.TypeKind == TypeKind.Delegate)
        {
            // What the compiler adds to the delegates of this compilation.
            _names.Add(nameof(System.Action.Invoke));
            _names.Add(nameof(System.Action.BeginInvoke));
            _names.Add(nameof(System.Action.EndInvoke));
        }

        foreach (var nested in type.GetTypeMembers())
            Add(nested);
    }

    /// <summary>Everything in an assembly. Its metadata has the names without a symbol for each.</summary>
    public void Add(IAssemblySymbol assembly)
    {
        if (assembly.GetMetadata() is not { } metadata)
        {
            foreach (var type in AssemblyTypes.Of(assembly))
                Add(type);
            return;
        }

        foreach (var module in metadata.GetModules())
        {
            var reader = module.GetMetadataReader();
            foreach (var type in reader.TypeDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetTypeDefinition(type).Name));
            foreach (var method in reader.MethodDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetMethodDefinition(method).Name));
            foreach (var property in reader.PropertyDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetPropertyDefinition(property).Name));
            foreach (var field in reader.FieldDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetFieldDefinition(field).Name));
            foreach (var @event in reader.EventDefinitions)
                _names.Add(reader.GetBlobReader(reader.GetEventDefinition(@event).Name));
        }
    }

    public bool MayContain(SimpleNameSyntax name) =>
        _names.MayContain(name.Identifier.ValueText)
        || ((name.Parent is AttributeSyntax || name.Parent?.Parent is AttributeSyntax) && _names.MayContain(name.Identifier.ValueText, Attribute));

    public bool MayContain(string member) => _names.MayContain(member);
}
