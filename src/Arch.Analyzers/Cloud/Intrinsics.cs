using System;
using System.Collections.Generic;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Cloud;

/// <summary>The functions of CloudFormation that decide whether a value is there, in both spellings: <c>!If</c> and <c>Fn::If</c>.</summary>
internal static class Intrinsics
{
    /// <summary>The values that a node may take: those of both branches of a condition, without <c>AWS::NoValue</c>.</summary>
    public static IEnumerable<Node> Alternatives(Node node)
    {
        if (Branches(node) is not { } branches)
        {
            if (!IsNoValue(node))
                yield return node;
            yield break;
        }

        for (var i = 1; i < branches.Children.Length; i++)
        {
            foreach (var value in Alternatives(branches.Children[i]))
                yield return value;
        }
    }

    /// <summary>The function that a node calls, by its long name, and what it is given; null for a plain value.</summary>
    public static (string Function, Node Argument)? Call(Node node)
    {
        if (node.Tag is { } tag && tag.StartsWith("!", StringComparison.Ordinal) && !tag.StartsWith("!!", StringComparison.Ordinal))
            return (tag is "!Ref" or "!Condition" ? tag.Substring(1) : "Fn::" + tag.Substring(1), node);
        return node is { Kind: NodeKind.Map, Children: { Length: 1 } only } && only[0].Key is { } key && (key is "Ref" or "Condition" || key.StartsWith("Fn::", StringComparison.Ordinal))
            ? (key, only[0])
            : null;
    }

    private static Node? Branches(Node node) => Call(node) is ("Fn::If", { Kind: NodeKind.List } condition) ? condition : null;

    private static bool IsNoValue(Node node) => Call(node) is ("Ref", { Value: "AWS::NoValue" });
}
