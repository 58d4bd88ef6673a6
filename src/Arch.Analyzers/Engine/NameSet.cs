using System.Collections.Generic;
using System.Reflection.Metadata;

namespace Arch.Analyzers.Engine;

/// <summary>
/// A set of names that never denies one that it was given, and hardly ever affirms another. It keeps hashes, because libraries have tens of thousands of names and a text for each of them
/// would cost more than asking saves. Characters outside of ASCII, and the arity behind a backtick, do not count.
/// </summary>
internal sealed class NameSet
{
    private const uint Start = 2166136261;
    private const uint Prime = 16777619;

    private readonly HashSet<uint> _hashes = [];

    public void Add(string name) => _hashes.Add(Hash(Start, name));

    /// <summary>A name as it stands in metadata, in UTF-8.</summary>
    public void Add(BlobReader name)
    {
        var hash = Start;
        while (name.RemainingBytes > 0 && name.ReadByte() is var character && character != '`')
            hash = Next(hash, (char)character);
        _hashes.Add(hash);
    }

    public bool MayContain(string name) => _hashes.Contains(Hash(Start, name));

    /// <summary>Whether the set may contain the name with this ending.</summary>
    public bool MayContain(string name, string ending) => _hashes.Contains(Hash(Hash(Start, name), ending));

    private static uint Hash(uint hash, string text)
    {
        foreach (var character in text)
        {
            if (character == '`')
                break;
            hash = Next(hash, character);
        }

        return hash;
    }

    private static uint Next(uint hash, char character) => character < 128 ? (hash ^ character) * Prime : hash;
}
