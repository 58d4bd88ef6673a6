using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Cloud;

/// <summary>
/// One of the things that a property of a deployment file may be. A property has several where a condition chooses; what cannot be read is unknown,
/// and a rule says nothing about it.
/// </summary>
internal readonly struct CloudValue
{
    private CloudValue(Node? place, Node? node, string? text, bool isKnown, Node? parameter) =>
        (Place, Node, Text, IsKnown, Parameter) = (place, node, text, isKnown, parameter);

    /// <summary>The property is not there, or has the value that stands for nothing.</summary>
    public static CloudValue Absent => default;

    /// <summary>Where the value is written; null when it is absent.</summary>
    public Node? Place { get; }

    /// <summary>The list, map or scalar that the value is; null for a text that was put together, and for what is not known.</summary>
    public Node? Node { get; }

    /// <summary>The text of a scalar. Of an unknown text what is known of it, with <c>*</c> for every part that is not.</summary>
    public string? Text { get; }

    public bool IsKnown { get; }

    public bool IsAbsent => Place is null;

    public bool IsUnknown => Place is not null && !IsKnown;

    /// <summary>The parameter of the template that the value is the default of.</summary>
    public Node? Parameter { get; }

    public static CloudValue Known(Node place, Node node, Node? parameter = null) => new(place, node, node.Value, true, parameter);

    public static CloudValue Known(Node place, string text) => new(place, null, text, true, null);

    public static CloudValue Unknown(Node place, string text = "*") => new(place, null, text, false, null);

    /// <summary>The same value, written elsewhere.</summary>
    public CloudValue At(Node place, Node? parameter = null) => IsAbsent ? this : new(place, Node, Text, IsKnown, parameter ?? Parameter);
}
