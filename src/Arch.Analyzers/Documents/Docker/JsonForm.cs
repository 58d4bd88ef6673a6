using System.Collections.Immutable;
using Arch.Analyzers.Documents.Json;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>The JSON form of arguments: strict JSON, an array of strings, and nothing behind it. Whatever else starts with a bracket goes to a shell, silently.</summary>
/// <param name="Elements">Default when the arguments are no JSON array.</param>
/// <param name="Failure">Why they are none; null when they do not even start with a bracket.</param>
/// <param name="Error">An array of something else than strings: the build fails.</param>
internal readonly record struct JsonForm(ImmutableArray<DockerText> Elements, string? Failure, DocumentError? Error)
{
    public static JsonForm Read(DockerText arguments)
    {
        if (arguments.Length == 0 || arguments[0] != '[')
            return default;

        var json = JsonReader.Parse(arguments.Text);
        if (WhyNot(json) is { } failure)
            return new JsonForm(default, failure, null);

        var elements = ImmutableArray.CreateBuilder<DockerText>(json.Roots[0].Children.Length);
        foreach (var node in json.Roots[0].Children)
        {
            if (node.Kind != NodeKind.String)
                return new JsonForm(default, null, new DocumentError(arguments.Source(node.Span.Start, node.Span.End), "expected a string in double quotes"));
            elements.Add(Element(arguments, node));
        }

        return new JsonForm(elements.MoveToImmutable(), null, null);
    }

    private static string? WhyNot(DataDocument json)
    {
        if (json.Error is { } error)
            return error.Message == "expected the end of the file" ? "text follows the closing bracket" : error.Message;
        if (!json.Comments.IsEmpty)
            return "comments are not allowed";

        // Our reader forgives a trailing comma, the builder does not.
        var array = json.Roots[0];
        var last = array.Children.IsEmpty ? array.Span.Start : array.Children[array.Children.Length - 1].Span.End;
        for (var i = last; i < array.Span.End; i++)
        {
            if (json.Text[i] == ',')
                return "a comma stands before the closing bracket";
        }

        return null;
    }

    private static DockerText Element(DockerText arguments, Node node)
    {
        var value = node.Value!;
        var span = arguments.Source(node.Span.Start, node.Span.End);
        if (node.Map.IsVerbatim)
            return arguments.Part(node.Map.Start, node.Map.Start + value.Length) with { Span = span };

        var offsets = ImmutableArray.CreateBuilder<int>(value.Length + 1);
        for (var i = 0; i < value.Length; i++)
            offsets.Add(arguments.Offset(node.Map.Offsets[i]));
        offsets.Add(arguments.EndOf(node.Map.Offsets[value.Length] - 1));
        return new DockerText(value, span, new ValueMap(offsets[0], offsets.MoveToImmutable()), value, HasEscapes: true);
    }
}
