using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>What a pattern is compared with.</summary>
internal enum Subject
{
    Namespace,
    Assembly,
    Type,
    Attribute,
    Base,
    Interface,
}

/// <summary>A pattern of <c>arch.json</c>: a subject, written as a prefix such as <c>asm:</c>, and a name.</summary>
internal sealed class Pattern
{
    private static readonly Dictionary<string, Subject> Prefixes = new(StringComparer.Ordinal)
    {
        ["ns"] = Subject.Namespace,
        ["asm"] = Subject.Assembly,
        ["type"] = Subject.Type,
        ["attr"] = Subject.Attribute,
        ["base"] = Subject.Base,
        ["impl"] = Subject.Interface,
    };

    private readonly NamePattern _name;

    /// <summary>The number of type parameters that <c>&lt;,&gt;</c> asks for; null for any.</summary>
    private readonly int? _arity;

    /// <summary>True where a name without a dot means a type of any namespace.</summary>
    private readonly bool _isSimpleName;

    private Pattern(string text, Subject subject, NamePattern name, int? arity, bool isSimpleName)
    {
        Text = text;
        Subject = subject;
        _name = name;
        _arity = arity;
        _isSimpleName = isSimpleName;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    public Subject Subject { get; }

    /// <inheritdoc cref="NamePattern.Text"/>
    public string Name => _name.Text;

    /// <summary>Whether the answer depends on more than namespace and assembly.</summary>
    public bool IsAboutTypes => Subject is not (Subject.Namespace or Subject.Assembly);

    /// <inheritdoc cref="NamePattern.Weight"/>
    public int Weight => _name.Weight;

    /// <summary>The names of the captures, in their order; with <c>{!name}</c> as <c>!name</c>.</summary>
    public IEnumerable<string> CaptureNames => _name.Segments.Where(static segment => segment.Kind is SegmentKind.Capture or SegmentKind.Other)
        .Select(static segment => segment.Kind == SegmentKind.Other ? "!" + segment.Name : segment.Name);

    /// <summary>The segments that every match has.</summary>
    public IEnumerable<string> Literals => _name.Segments.Select(static segment => segment.Literal).OfType<string>();

    /// <summary>Reads a pattern; null when it is none.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="unprefixed">What a pattern without prefix is compared with.</param>
    public static Pattern? Parse(string text, Subject unprefixed)
    {
        var subject = unprefixed;
        var name = text;
        var colon = text.IndexOf(':');
        if (colon >= 0)
        {
            if (!Prefixes.TryGetValue(text.Substring(0, colon), out subject))
                return null;
            name = text.Substring(colon + 1);
        }

        int? arity = null;
        var open = name.IndexOf('<');
        if (open >= 0)
        {
            var parameters = name.Substring(open);
            if (subject is not (Subject.Attribute or Subject.Base or Subject.Interface) || parameters.Length < 2 || parameters.Trim('<', '>', ',').Length > 0
                || parameters != "<" + new string(',', parameters.Length - 2) + ">")
                return null;
            arity = parameters.Length - 1;
            name = name.Substring(0, open);
        }

        var isAboutTypes = subject is not (Subject.Namespace or Subject.Assembly);
        var isSimpleName = isAboutTypes && name.IndexOf('.') < 0 && (subject != Subject.Type || colon < 0);
        return NamePattern.Parse(name, exact: isAboutTypes) is { } parsed ? new Pattern(text, subject, parsed, arity, isSimpleName) : null;
    }

    /// <summary>Whether a namespace or assembly of this name is meant, or one above it.</summary>
    public bool MatchesName(ImmutableArray<string> name, ref Captures? captures) => _name.Matches(name, ref captures);

    /// <summary>Whether code is meant: by its assembly, its namespace, or its type where that is known.</summary>
    public bool Matches(ImmutableArray<string> assembly, ImmutableArray<string> space, INamedTypeSymbol? type, ref Captures? captures) => Subject switch
    {
        Subject.Namespace => MatchesName(space, ref captures),
        Subject.Assembly => MatchesName(assembly, ref captures),
        _ => type is not null && Matches(type, ref captures),
    };

    /// <summary>Whether one of the patterns means the code.</summary>
    public static bool IsAny(ImmutableArray<Pattern> patterns, ImmutableArray<string> assembly, ImmutableArray<string> space, INamedTypeSymbol? type)
    {
        foreach (var pattern in patterns)
        {
            var captures = default(Captures);
            if (pattern.Matches(assembly, space, type, ref captures))
                return true;
        }

        return false;
    }

    /// <inheritdoc cref="NamePattern.Names"/>
    public bool Names(ImmutableArray<string> name) => _name.Names(name);

    /// <summary>Whether a type is meant.</summary>
    public bool Matches(INamedTypeSymbol type, ref Captures? captures) => Subject switch
    {
        Subject.Namespace => _name.Matches(DottedName.Of(type.ContainingNamespace), ref captures),
        Subject.Assembly => type.ContainingAssembly is { } assembly && _name.Matches(DottedName.Of(assembly.Name), ref captures),
        Subject.Type => IsNamed(type, ref captures),
        Subject.Attribute => HasAttribute(type, ref captures),
        Subject.Base => HasBase(type, ref captures),
        _ => HasInterface(type, ref captures),
    };

    private bool HasAttribute(INamedTypeSymbol type, ref Captures? captures)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { } known && (IsNamed(known, ref captures) || IsNamed(known, ref captures, "Attribute")))
                return true;
        }

        return false;
    }

    private bool HasBase(INamedTypeSymbol type, ref Captures? captures)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (IsNamed(parent, ref captures))
                return true;
        }

        return false;
    }

    private bool HasInterface(INamedTypeSymbol type, ref Captures? captures)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (IsNamed(implemented, ref captures))
                return true;
        }

        return false;
    }

    private bool IsNamed(INamedTypeSymbol type, ref Captures? captures, string ending = "")
    {
        if ((_arity is { } arity && arity != type.Arity) || !type.Name.EndsWith(ending, StringComparison.Ordinal))
            return false;
        var name = _isSimpleName ? ImmutableArray.Create(type.Name) : DottedName.Of(type);
        if (ending.Length > 0)
            name = name.SetItem(name.Length - 1, name[name.Length - 1].Substring(0, name[name.Length - 1].Length - ending.Length));
        return _name.Matches(name, ref captures);
    }
}
