using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace Arch.Analyzers.Access;

/// <summary>Found material with what decides whether two of them belong together.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="IsCertain">It is a finding by itself: it is strong, or its name or sink says what it is.</param>
/// <param name="Group">The argument list, initializer, tuple, literal, comment or object that holds it; <see cref="None"/> without one.</param>
/// <param name="Scope">The type, top-level program or line-based file in which few lines connect; <see cref="None"/> where only groups do.</param>
/// <param name="Line">The line it starts on.</param>
internal readonly record struct KeyItem(MaterialKind Kind, bool IsCertain, int Group, int Scope, int Line)
{
    public const int None = -1;
}

/// <summary>One finding as positions in the list of items: an id with the secret and the token it took, or a lone item.</summary>
internal readonly record struct KeyFinding(int Primary, int Secret = KeyItem.None, int Token = KeyItem.None);

/// <summary>Counts defects instead of values: an id, its secret and its token are one finding.</summary>
internal static class KeyPairing
{
    /// <summary>The findings by their primary items; the items are given, and their findings returned, in the order of the text.</summary>
    public static ImmutableArray<KeyFinding> Pair(ImmutableArray<KeyItem> items)
    {
        if (items.IsEmpty)
            return ImmutableArray<KeyFinding>.Empty;

        var ids = Ids(items);
        var secrets = new Partners(items, ids, MaterialKind.SecretKey);
        var tokens = new Partners(items, ids, MaterialKind.SessionToken);

        var findings = ImmutableArray.CreateBuilder<KeyFinding>();
        for (int i = 0, id = 0; i < items.Length; i++)
        {
            if (id < ids.Count && ids[id] == i)
                findings.Add(new KeyFinding(i, secrets.Of[id], tokens.Of[id++]));
            else if (items[i].IsCertain && !secrets.Taken[i] && !tokens.Taken[i])
                findings.Add(new KeyFinding(i));
        }

        return findings.ToImmutable();
    }

    /// <summary>The ids that are findings: an uncertain one becomes certain by a secret in its group.</summary>
    private static List<int> Ids(ImmutableArray<KeyItem> items)
    {
        var groupsWithSecret = new HashSet<int>();
        foreach (var item in items)
        {
            if (item.Kind == MaterialKind.SecretKey && item.Group != KeyItem.None)
                groupsWithSecret.Add(item.Group);
        }

        var ids = new List<int>();
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Kind == MaterialKind.AccessKeyId && (items[i].IsCertain || groupsWithSecret.Contains(items[i].Group)))
                ids.Add(i);
        }

        return ids;
    }

    /// <summary>
    /// Gives each id at most one item of a kind. An item looks for an id of its group, then for one a few lines away, each time first
    /// backwards; it drives out another one that is less close, which then looks on.
    /// </summary>
    private sealed class Partners
    {
        private const int LineDistance = 5;

        // Bounds the search in a file that is nothing but keys.
        private const int Reach = 16;

        private readonly ImmutableArray<KeyItem> _items;
        private readonly List<int> _ids;

        public Partners(ImmutableArray<KeyItem> items, List<int> ids, MaterialKind kind)
        {
            _items = items;
            _ids = ids;
            Of = new int[ids.Count];
            Taken = new bool[items.Length];
            for (var i = 0; i < Of.Length; i++)
                Of[i] = KeyItem.None;
            for (var i = 0; i < items.Length; i++)
            {
                if (items[i].Kind == kind && (kind == MaterialKind.SecretKey || items[i].IsCertain))
                    Place(i);
            }
        }

        /// <summary>The item that each id took.</summary>
        public int[] Of { get; }

        public bool[] Taken { get; }

        private void Place(int item)
        {
            while (item != KeyItem.None && Choose(item) is >= 0 and var id)
            {
                var loser = Of[id];
                Of[id] = item;
                Taken[item] = true;
                if (loser != KeyItem.None)
                    Taken[loser] = false;
                item = loser;
            }
        }

        private int Choose(int item)
        {
            var id = Choose(item, inGroup: true);
            return id >= 0 ? id : Choose(item, inGroup: false);
        }

        private int Choose(int item, bool inGroup)
        {
            var next = ~_ids.BinarySearch(item);
            for (var id = next - 1; id >= Math.Max(0, next - Reach); id--)
            {
                if (Takes(id, item, inGroup))
                    return id;
            }

            for (var id = next; id < Math.Min(_ids.Count, next + Reach); id++)
            {
                if (Takes(id, item, inGroup))
                    return id;
            }

            return KeyItem.None;
        }

        private bool Takes(int id, int item, bool inGroup) =>
            IsInGroup(id, item) == inGroup
            && (inGroup || IsNear(id, item))
            && (Of[id] == KeyItem.None || Distance(id, item).CompareTo(Distance(id, Of[id])) < 0);

        private bool IsInGroup(int id, int item) => _items[item].Group != KeyItem.None && _items[item].Group == _items[_ids[id]].Group;

        private bool IsNear(int id, int item) =>
            _items[item].Scope != KeyItem.None && _items[item].Scope == _items[_ids[id]].Scope && Lines(id, item) <= LineDistance;

        private int Lines(int id, int item) => Math.Abs(_items[item].Line - _items[_ids[id]].Line);

        private (bool, bool, int) Distance(int id, int item) => (!IsInGroup(id, item), !_items[item].IsCertain, Lines(id, item));
    }
}
