using System;
using System.Collections.Generic;

namespace Arch.Analyzers.Engine;

/// <summary>
/// Values of names: never denies what it was given, and hardly ever gives the value of another name. It keeps hashes, because libraries have tens of thousands of names and a text for each
/// of them would cost more than asking saves.
/// </summary>
/// <param name="join">Makes one value of two for the same name.</param>
internal sealed class NameMap<T>(Func<T, T, T> join) where T : class
{
    private readonly Dictionary<uint, T> _values = [];

    public void Add(NameKey name, T value) => _values[name.Hash] = Find(name) is { } known ? join(known, value) : value;

    /// <summary>The value of a name; null when it certainly has none.</summary>
    public T? Find(NameKey name) => _values.TryGetValue(name.Hash, out var value) ? value : null;
}
