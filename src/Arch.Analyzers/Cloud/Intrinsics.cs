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

    private static Node? Branches(Node node)
    {
        var condition = node.Tag == "!If" ? node : node is { Kind: NodeKind.Map, Children: { Length: 1 } only } && only[0].Key == "Fn::If" ? only[0] : null;
        return condition is { Kind: NodeKind.List } ? condition : null;
    }

    private static bool IsNoValue(Node node) =>
        node.Tag == "!Ref" ? node.Value == "AWS::NoValue" : node is { Kind: NodeKind.Map, Children.Length: 1 } && node["Ref"]?.Value == "AWS::NoValue";
}
