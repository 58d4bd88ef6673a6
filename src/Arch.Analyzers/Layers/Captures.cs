namespace Arch.Analyzers.Layers;

/// <summary>What the <c>{name}</c> segments of a pattern stand for; null when there are none.</summary>
internal sealed record Captures(string Name, string Value, Captures? Others)
{
    public static string? Find(Captures? captures, string name)
    {
        while (captures is not null && captures.Name != name)
            captures = captures.Others;
        return captures?.Value;
    }
}
