namespace Arch.Analyzers.Access;

internal enum MaterialKind : byte
{
    AccessKeyId,
    SecretKey,
    SessionToken,
    BedrockKey,
}

internal enum MaterialStrength : byte
{
    /// <summary>The shape is right, but a name, a sink or a neighbouring key has to say so as well.</summary>
    Weak,

    /// <summary>Nothing else looks like this.</summary>
    Strong,
}

/// <summary>Key material at a range of a text. The value itself is never part of its printed form.</summary>
internal readonly record struct Material(MaterialKind Kind, int Start, int Length, MaterialStrength Strength)
{
    private string? Decoded { get; init; }

    public int End => Start + Length;

    public bool IsStrong => Strength == MaterialStrength.Strong;

    /// <summary>False when the range holds the value in an encoding: base64, hexadecimal or percent escapes.</summary>
    public bool IsVerbatim => Decoded is null;

    /// <summary>The value, decoded; <paramref name="text"/> is the text the range belongs to.</summary>
    public string ValueIn(string text) => Decoded ?? text.Substring(Start, Length);

    /// <summary>The same material in a text that has <paramref name="offset"/> characters more in front.</summary>
    public Material Moved(int offset) => this with { Start = Start + offset };

    /// <summary>The range that holds the <paramref name="value"/> in an encoding.</summary>
    public Material EncodedAt(int start, int length, string value) => this with { Start = start, Length = length, Decoded = value };
}
