using System.Linq;
using Arch.Analyzers.Documents;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Engine;

/// <summary>Finds what a diagnostic of a structured file is about.</summary>
internal static class NodeSearch
{
    /// <summary>The scalar below a node that holds the place.</summary>
    public static Node? ScalarAt(this Node node, TextSpan place)
    {
        if (node.IsScalar)
            return node.Span.Contains(place) ? node : null;
        foreach (var child in node.Children)
        {
            if (child.AliasOf is null && child.Span.Contains(place))
                return child.ScalarAt(place);
        }

        return null;
    }

    /// <summary>Whether other places of the file may repeat a node, because it holds an anchor or stands below one.</summary>
    public static bool IsShared(this Node node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.Anchor is not null)
                return true;
        }

        return HasAnchor(node);
    }

    private static bool HasAnchor(Node node) => node.Anchor is not null || node.Children.Any(HasAnchor);
}
