using System.Reflection.Metadata;

namespace Arch.Analyzers.Engine;

/// <summary>The hash of a name. Characters outside of ASCII, and the arity behind a backtick, do not count.</summary>
internal readonly struct NameKey
{
    private const uint Start = 2166136261;
    private const uint Prime = 16777619;

    private NameKey(uint hash) => Hash = hash;

    public uint Hash { get; }

    public static NameKey Of(string name) => new NameKey(Start).With(name);

    /// <summary>Of a name as it stands in metadata, in UTF-8.</summary>
    public static NameKey Of(BlobReader name)
    {
        var hash = Start;
        while (name.RemainingBytes > 0 && name.ReadByte() is var character && character != '`')
            hash = Next(hash, (char)character);
        return new(hash);
    }

    /// <summary>Of the name with this ending.</summary>
    public NameKey With(string ending)
    {
        var hash = Hash;
        foreach (var character in ending)
        {
            if (character == '`')
                break;
            hash = Next(hash, character);
        }

        return new(hash);
    }

    private static uint Next(uint hash, char character) => character < 128 ? (hash ^ character) * Prime : hash;
}
