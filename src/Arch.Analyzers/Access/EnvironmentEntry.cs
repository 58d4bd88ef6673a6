using System.Collections.Generic;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>One variable of an environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="Element">What defines it: the entry of a map, or a list item with a name and a value.</param>
internal readonly record struct EnvironmentEntry(string Name, TextSpan Place, Node Element)
{
    /// <summary>False for a branch of a condition, which has to stay there.</summary>
    public bool IsDeletable { get; init; } = true;

    /// <summary>Whether it is a setting for AWS credentials.</summary>
    public bool IsCredential => CredentialName.Classify(Name).IsSetting;

    /// <summary>
    /// The variables that have a value, of a map or of a list of <c>Name</c> with <c>Value</c> or <c>ValueFrom</c>. An empty value clears a variable.
    /// </summary>
    public static IEnumerable<EnvironmentEntry> In(Node environment)
    {
        foreach (var alternative in Intrinsics.Alternatives(environment))
        {
            foreach (var variable in alternative.Kind == NodeKind.List ? OfList(alternative) : OfMap(alternative))
                yield return variable;
        }
    }

    private static IEnumerable<EnvironmentEntry> OfMap(Node map)
    {
        foreach (var entry in MergedMap.Entries(map))
        {
            if (HasValue(entry))
                yield return new EnvironmentEntry(entry.Key!, entry.KeySpan, entry);
        }
    }

    private static IEnumerable<EnvironmentEntry> OfList(Node list)
    {
        foreach (var child in list.Children)
        {
            foreach (var item in Intrinsics.Alternatives(child))
            {
                if (item.IgnoringCase("Name") is { IsScalar: true, Tag: null, Value: { } text } name
                    && (HasValue(item.IgnoringCase("Value")) || HasValue(item.IgnoringCase("ValueFrom"))))
                    yield return new EnvironmentEntry(text, name.Span, item) { IsDeletable = item == child };
            }
        }
    }

    private static bool HasValue(Node? node)
    {
        if (node is null)
            return false;
        foreach (var value in Intrinsics.Alternatives(node))
        {
            if (!value.IsScalar || value.Value is { Length: > 0 })
                return true;
        }

        return false;
    }
}
