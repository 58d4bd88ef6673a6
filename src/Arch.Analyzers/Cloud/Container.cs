using System.Collections.Immutable;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Cloud;

/// <summary>A container as a deployment file describes it: one of an ECS task, or a service of a compose file.</summary>
/// <param name="file">The file.</param>
/// <param name="element">The map that describes it.</param>
/// <param name="values">How the file is read.</param>
/// <param name="task">The task it belongs to; null for a service of a compose file.</param>
internal sealed class Container(ArchFile file, Node element, ValueReader values, EcsTask? task)
{
    public ArchFile File { get; } = file;

    public Node Element { get; } = element;

    public ValueReader Values { get; } = values;

    public EcsTask? Task { get; } = task;

    public bool IsCompose => Task is null;

    /// <summary>What people call it; null when the file does not say.</summary>
    public string? Name => IsCompose ? Element.Key : Values.ReadOne(Find("name")) is { IsKnown: true, Text: { } name } ? name : null;

    /// <summary>The image, with <c>*</c> for the parts that are not known; null when there is none.</summary>
    public string? Image => Values.ReadOne(Find("image")).Text;

    /// <summary>The last part of the image's name, without tag and digest.</summary>
    public string? Repository => Image is { } image ? RepositoryOf(image) : null;

    /// <summary>False for a helper beside the service itself, which ECS lets end without ending the task.</summary>
    public bool IsEssential => Values.ReadOne(Find("essential")) is not { IsKnown: true, Text: { } text } || !text.Equals("false", System.StringComparison.OrdinalIgnoreCase);

    /// <summary>How long it may take to stop.</summary>
    public ImmutableArray<CloudValue> StopTimeout => Get(IsCompose ? "stop_grace_period" : "stopTimeout");

    /// <summary>The key of a property as the file writes it.</summary>
    public Node? Find(string property) => IsCompose ? MergedMap.Find(Element, property) : Element.IgnoringCase(property);

    /// <summary>Everything that a property may be.</summary>
    public ImmutableArray<CloudValue> Get(string property) =>
        Find(property) is { } written ? Values.Read(written)
        // What a compose service takes over from another file is not to be seen.
        : IsCompose && Find("extends") is { } extends ? ImmutableArray.Create(CloudValue.Unknown(extends))
        : ImmutableArray.Create(CloudValue.Absent);

    /// <summary>What an environment variable is set to, in the list of ECS or in either form of compose.</summary>
    public CloudValue Environment(string name)
    {
        if (Find("environment") is not { } environment)
            return CloudValue.Absent;
        foreach (var item in environment.Kind == NodeKind.Map ? MergedMap.Entries(environment) : environment.Children)
        {
            if (item.Key == name)
                return Values.ReadOne(item);
            if (item.IgnoringCase("name") is { } key && Values.ReadOne(key).Text == name)
                return Values.ReadOne(item.IgnoringCase("value"));
            if (item is { Key: null, Value: { } pair } && pair.StartsWith(name + "=", System.StringComparison.Ordinal))
                return Values.ReadOne(item) is { IsKnown: true, Text: { } text } ? CloudValue.Known(item, text.Substring(name.Length + 1)) : CloudValue.Unknown(item);
        }

        return CloudValue.Absent;
    }

    private static string RepositoryOf(string image)
    {
        var name = image.Substring(image.LastIndexOf('/') + 1);
        var end = name.IndexOfAny([':', '@']);
        return end < 0 ? name : name.Substring(0, end);
    }
}
