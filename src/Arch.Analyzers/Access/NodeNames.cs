using System;
using System.Collections.Generic;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Access;

/// <summary>The names that the structure of a file gives a value, and which values stand side by side.</summary>
internal static class NodeNames
{
    private static readonly string[] NameKeys = ["name", "key"];
    private static readonly string[] ValueKeys = ["value", "#text"];

    /// <summary>The path of its keys, or the name beside it: <c>{ "name": "SecretKey", "value": "…" }</c>, <c>&lt;add key="SecretKey" value="…" /&gt;</c>.</summary>
    public static IEnumerable<ValueName> Of(Node node)
    {
        if (Named(node) is { } named)
        {
            yield return new ValueName(named, named);
            yield return new ValueName(named == node.Path ? named : Outer(node) + named, named);
        }

        // The text of an XML element has the element's name.
        var path = node.Key == "#text" && node.Parent is { } element ? element.Path : node.Path;
        yield return new ValueName(path, ShownOf(path));
    }

    /// <summary>The map or list in which the value and those named alike stand.</summary>
    public static int GroupOf(Node node)
    {
        var container = node.Parent;
        if (container is not null && (node.Key == "#text" || Named(node) is not null))
            container = container.Parent ?? container;
        if (container?.Key is { } key && IsOneOf(key, NameKeys, ValueKeys) && container.Parent is { } outer)
            container = outer.Parent ?? outer;
        return container?.Span.Start ?? KeyItem.None;
    }

    /// <summary>Whether the name of the value stands beside it, so that both are one thing.</summary>
    public static bool IsNamedBeside(Node node) => Named(node) is not null;

    /// <summary>The XML element that is there for this value: that of the attribute or text, or the setting around it.</summary>
    public static Node? ElementOf(Node value)
    {
        var element = value.Parent;
        return element?.Key is { } key && IsOneOf(key, ValueKeys) ? element.Parent : element;
    }

    private static string? Named(Node node)
    {
        if (node.Key is not { } key || !IsOneOf(key, ValueKeys) || node.Parent is not { } parent)
            return null;
        // <setting name="…"><value>…</value></setting>
        var holder = key == "#text" && parent.Key is { } element && IsOneOf(element, ValueKeys) ? parent.Parent : parent;
        foreach (var name in NameKeys)
        {
            if (holder?.IgnoringCase(name) is { Value: { } value } sibling && sibling != node)
                return value;
        }

        return null;
    }

    private static string Outer(Node node) => node.Parent?.Parent is { Key: not null } outer ? outer.Path + "/" : "";

    private static string ShownOf(string path) => path.Replace('/', ':');

    private static bool IsOneOf(string key, params string[][] sets)
    {
        foreach (var set in sets)
        {
            foreach (var one in set)
            {
                if (key.Equals(one, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }
}
