using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>
/// Where a text may hold key material: one pass over every source file of every build, so it reads few of the characters.
/// Whether an anchor is material is for <see cref="KeyMaterial.Find"/> to say, which also knows the boundaries.
/// </summary>
internal static class KeyAnchors
{
    private const int Block = 32 * 1024;

    // The longest head, and the shape of an id with the character after it, must fit behind the last start of a block.
    private const int Overlap = 32;

    /// <summary>The starts of possible material in ascending order.</summary>
    public static ImmutableArray<int> Find(SourceText text, KeyPrefixes prefixes, CancellationToken cancellationToken)
    {
        ImmutableArray<int>.Builder? anchors = null;
        var buffer = ArrayPool<char>.Shared.Rent(Block);
        try
        {
            for (int offset = 0, count; offset < text.Length; offset += count - Overlap)
            {
                cancellationToken.ThrowIfCancellationRequested();
                count = Math.Min(Block, text.Length - offset);
                text.CopyTo(offset, buffer, 0, count);

                var block = buffer.AsSpan(0, count);
                var isLast = offset + count == text.Length;
                var scan = new BlockScan(block, offset, isLast ? count : count - Overlap, anchors);
                scan.Ids(prefixes);
                scan.Heads();
                scan.Hex();
                anchors = scan.Anchors;
                if (isLast)
                    break;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        if (anchors is null)
            return ImmutableArray<int>.Empty;
        anchors.Sort();
        return anchors.ToImmutable();
    }

    /// <summary>A start at or behind the limit belongs to the next block.</summary>
    private ref struct BlockScan(ReadOnlySpan<char> block, int offset, int limit, ImmutableArray<int>.Builder? anchors)
    {
        private readonly ReadOnlySpan<char> _block = block;

        public ImmutableArray<int>.Builder? Anchors { get; private set; } = anchors;

        /// <summary>An id is 20 characters of base32 with a boundary behind: look at every 20th character, and from a hit to the end of its run.</summary>
        public void Ids(KeyPrefixes prefixes)
        {
            for (var i = KeyShape.IdLength - 1; i < _block.Length; i += KeyShape.IdLength)
            {
                if (!KeyAlphabet.IsBase32(_block[i]))
                    continue;
                while (i < _block.Length && KeyAlphabet.IsBase32(_block[i]))
                    i++;
                var start = i - KeyShape.IdLength;
                if (start >= 0 && KeyShape.HasIdShape(_block.Slice(start), prefixes))
                    Add(start);
            }
        }

        public void Heads()
        {
            for (var i = NextMarker(0); i >= 0; i = NextMarker(i + 1))
                Add(KeyHeads.StartOfMarked(_block, i));
        }

        public void Hex()
        {
            var marker = KeyHeads.HexMarker.AsSpan();
            for (int i = _block.IndexOf(marker), next; i >= 0; i = next < 0 ? -1 : i + 1 + next)
            {
                var start = i - marker.Length;
                if (start >= 0 && KeyHeads.IsHexOfId(_block.Slice(start)))
                    Add(start);
                next = _block.Slice(i + 1).IndexOf(marker);
            }
        }

        private readonly int NextMarker(int from)
        {
            var next = _block.Slice(from).IndexOfAny(KeyHeads.Marker, KeyHeads.OtherMarker);
            return next < 0 ? -1 : from + next;
        }

        private void Add(int start)
        {
            if (start < 0 || start >= limit)
                return;
            Anchors ??= ImmutableArray.CreateBuilder<int>();
            Anchors.Add(offset + start);
        }
    }
}
