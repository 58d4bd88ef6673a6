using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Cloud;

/// <summary>A CloudFormation or SAM template: its resources, and what their properties may be.</summary>
internal sealed class Template(Node root) : ValueReader
{
    /// <summary>The resources of a type; the key of each is its logical id.</summary>
    public IEnumerable<Node> Resources(string type)
    {
        if (root["Resources"] is not { Kind: NodeKind.Map } resources)
            yield break;
        foreach (var resource in resources.Children)
        {
            if (resource["Type"]?.Value == type && resource["Properties"] is { Kind: NodeKind.Map })
                yield return resource;
        }
    }

    /// <summary>The logical id that <c>!Ref</c> or <c>!GetAtt</c> names; null for another value.</summary>
    public static string? Target(Node node) => Intrinsics.Call(node) switch
    {
        ("Ref", { Value: { } id }) => id,
        ("Fn::GetAtt", { Kind: NodeKind.List, Children: { Length: > 0 } path }) => path[0].Value,
        ("Fn::GetAtt", { Value: { } path }) => path.Split('.')[0],
        _ => null,
    };

    protected override bool ReadSpecial(Node written, ImmutableArray<CloudValue>.Builder values, int depth)
    {
        if (Intrinsics.Call(written) is not var (function, argument))
        {
            if (written.Value?.StartsWith("{{resolve:", StringComparison.Ordinal) != true)
                return false;
            values.Add(CloudValue.Unknown(written));
            return true;
        }

        switch (function)
        {
            case "Fn::If" when argument is { Kind: NodeKind.List, Children: { Length: 3 } branches }:
                Read(branches[1], values, depth + 1);
                Read(branches[2], values, depth + 1);
                break;
            case "Ref" when argument.Value == "AWS::NoValue":
                values.Add(CloudValue.Absent);
                break;
            case "Ref" when Default(argument.Value) is { } value:
                values.Add(CloudValue.Known(written, value, value));
                break;
            case "Fn::Sub":
                values.Add(Sub(written, argument, depth));
                break;
            case "Fn::Join" when argument is { Kind: NodeKind.List, Children: { Length: 2 } parts } && parts[0].Value is { } separator && parts[1].Kind == NodeKind.List:
                values.Add(Text(written, string.Join(separator, parts[1].Children.Select(part => Piece(part, depth)))));
                break;
            case "Fn::FindInMap" when argument is { Kind: NodeKind.List, Children: { Length: 3 } path } && Found(path, depth) is { } found:
                values.Add(CloudValue.Known(written, found));
                break;
            default:
                values.Add(CloudValue.Unknown(written));
                break;
        }

        return true;
    }

    /// <summary>The default of a parameter; that of one in the parameter store is a path, not a value.</summary>
    private Node? Default(string? name) =>
        name is not null && root["Parameters"]?[name] is { } parameter && parameter["Type"]?.Value?.StartsWith("AWS::SSM::", StringComparison.Ordinal) != true
            ? parameter["Default"]
            : null;

    private Node? Found(ImmutableArray<Node> path, int depth)
    {
        if (path[0].Value is not { } map || root["Mappings"]?[map] is not { Kind: NodeKind.Map } table || One(path[2], depth) is not { IsKnown: true, Text: { } last })
            return null;
        if (One(path[1], depth) is { IsKnown: true, Text: { } first })
            return table[first]?[last];
        // Whatever the region is, when all of them agree.
        var entries = table.Children.Select(entry => entry[last]).ToList();
        return entries.Count > 0 && entries.All(entry => entry is { IsScalar: true } && entry.Value == entries[0]!.Value) ? entries[0] : null;
    }

    private CloudValue Sub(Node written, Node argument, int depth)
    {
        var (text, variables) = argument is { Kind: NodeKind.List, Children: { Length: 2 } parts } ? (parts[0].Value, parts[1]) : (argument.Value, null);
        if (text is null)
            return CloudValue.Unknown(written);
        var result = new StringBuilder();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var start && text.IndexOf('}', start) is >= 0 and var end)
        {
            var name = text.Substring(start + 2, end - start - 2);
            result.Append(text, at, start - at)
                .Append(name.StartsWith("!", StringComparison.Ordinal) ? "${" + name.Substring(1) + "}"
                    : variables?[name] is { } variable ? Piece(variable, depth)
                    : Default(name)?.Value ?? "*");
            at = end + 1;
        }

        return Text(written, result.Append(text, at, text.Length - at).ToString());
    }

    private static CloudValue Text(Node written, string text) => text.IndexOf('*') >= 0 ? CloudValue.Unknown(written, text) : CloudValue.Known(written, text);

    private string Piece(Node part, int depth) => One(part, depth).Text ?? "*";

    private CloudValue One(Node node, int depth)
    {
        var values = ImmutableArray.CreateBuilder<CloudValue>();
        Read(node, values, depth + 1);
        return values.Count == 1 ? values[0] : CloudValue.Unknown(node);
    }
}
