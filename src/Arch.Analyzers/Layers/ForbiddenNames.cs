using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>
/// The names by which code can bring in what it may not use: of types and aliases, and of what such types have. Most names in a file are none of these, or do not stand where they
/// could be, and are never bound.
/// </summary>
internal sealed class ForbiddenNames
{
    private const string Attribute = nameof(Attribute);

    private readonly NameMap<Claim> _types = new(static (left, right) => left.And(right));
    private readonly NameMap<Claim> _members = new(static (left, right) => left.And(right));
    private readonly UsingDirectives _directives;

    public ForbiddenNames(ArchContext arch)
    {
        _directives = UsingDirectives.Get(arch);
        foreach (var directive in _directives.Aliases)
            _types.Add(NameKey.Of(directive.Alias!.Name.Identifier.ValueText), Claim.OnAll);
    }

    /// <summary>A type with all that lies in it.</summary>
    public void Add(INamedTypeSymbol type, Claim claim)
    {
        _types.Add(NameKey.Of(type.Name), claim);
        foreach (var member in type.MemberNames)
            _members.Add(NameKey.Of(member), claim);
        if (type.TypeKind == TypeKind.Delegate)
        {
            // What the compiler adds to the delegates of this compilation.
            _members.Add(NameKey.Of(nameof(System.Action.Invoke)), claim);
            _members.Add(NameKey.Of(nameof(System.Action.BeginInvoke)), claim);
            _members.Add(NameKey.Of(nameof(System.Action.EndInvoke)), claim);
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
                _types.Add(NameKey.Of(reader.GetBlobReader(reader.GetTypeDefinition(type).Name)), claim);
            foreach (var method in reader.MethodDefinitions)
                _members.Add(NameKey.Of(reader.GetBlobReader(reader.GetMethodDefinition(method).Name)), claim);
            foreach (var property in reader.PropertyDefinitions)
                _members.Add(NameKey.Of(reader.GetBlobReader(reader.GetPropertyDefinition(property).Name)), claim);
            foreach (var field in reader.FieldDefinitions)
                _members.Add(NameKey.Of(reader.GetBlobReader(reader.GetFieldDefinition(field).Name)), claim);
            foreach (var @event in reader.EventDefinitions)
                _members.Add(NameKey.Of(reader.GetBlobReader(reader.GetEventDefinition(@event).Name)), claim);
        }
    }

    /// <summary>What may not be used by somebody, and can be meant by this name.</summary>
    public NameClaims Find(SimpleNameSyntax name)
    {
        var key = NameKey.Of(name.Identifier.ValueText);
        return new(
            _types.Find(key),
            _members.Find(key) is { } member && MayBeMember(name) ? member : null,
            name.Parent is AttributeSyntax || name.Parent?.Parent is AttributeSyntax ? _types.Find(key.With(Attribute)) : null);
    }

    /// <summary>Whether code that stands at a place may use a member of this name that it may not use.</summary>
    public bool Concern(Place user, string member) => _members.Find(NameKey.Of(member))?.Concerns(user) == true;

    /// <summary>Whether a name stands where it can mean a member of a type that is not named there, and that is no base type either.</summary>
    private bool MayBeMember(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => true,
        MemberBindingExpressionSyntax or BaseExpressionColonSyntax { Parent: SubpatternSyntax } => true,
        _ => _directives.HaveStatic(name.SyntaxTree),
    };
}
