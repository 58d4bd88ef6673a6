using System;
using System.Collections.Generic;

namespace Arch.Analyzers.Engine;

/// <summary>
/// Which handlers asked for a name. Almost every name of a program is in no table, so the answer "nobody" costs one bit test:
/// a mask over length and first character says no before anything is hashed.
/// </summary>
internal sealed class NameTable<T>
{
    private readonly Dictionary<string, List<T>> _byName = new(StringComparer.Ordinal);
    private readonly ulong[] _lengthsByFirst = new ulong[128];

    public bool IsEmpty => _byName.Count == 0;

    public void Add(string name, T handler)
    {
        if (!_byName.TryGetValue(name, out var handlers))
            _byName.Add(name, handlers = []);
        handlers.Add(handler);
        _lengthsByFirst[name[0] & 127] |= Bit(name.Length);
    }

    /// <summary>The handlers of a name, or null.</summary>
    public List<T>? Find(string name) =>
        name.Length > 0 && (_lengthsByFirst[name[0] & 127] & Bit(name.Length)) != 0 && _byName.TryGetValue(name, out var handlers) ? handlers : null;

    private static ulong Bit(int length) => 1UL << (length & 63);
}
