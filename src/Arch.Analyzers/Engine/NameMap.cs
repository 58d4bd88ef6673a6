using System;
using System.Collections.Generic;
using System.Reflection.Metadata;

namespace Arch.Analyzers.Engine;

/// <summary>
/// Values of names: never denies what it was given, and hardly ever gives the value of another name. It keeps hashes, because libraries have tens of thousands of names and a text for each
/// of them would cost more than asking saves. Characters outside of ASCII, and the arity behind a backtick, do not count.
/// </summary>
/// <param name="join">Makes one value of two for the same name.</param>
internal sealed class NameMap<T>(Func<T, T, T> join) where T : class
{
    private const uint Start = 2166136261;
    private const uint Prime = 16777619;

    private readonly Dictionary<uint, T> _values = [];

    public void Add(string name, T value) => Add(Hash(Start, name), value);

    /// <summary>A name as it stands in metadata, in UTF-8.</summary>
    public void Add(BlobReader name, T value)
    {
        var hash = Start;
        while (name.RemainingBytes > 0 && name.ReadByte() is var character && character != '`')
            hash = Next(hash, (char)character);
        Add(hash, value);
    }

    /// <summary>The value of a name; null when it certainly has none.</summary>
    public T? Find(string name) => Find(Hash(Start, name));

    /// <summary>The value of the name with this ending.</summary>
    public T? Find(string name, string ending) => Find(Hash(Hash(Start, name), ending));

    private void Add(uint hash, T value) => _values[hash] = _values.TryGetValue(hash, out var known) ? join(known, value) : value;

    private T? Find(uint hash) => _values.TryGetValue(hash, out var value) ? value : null;

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
