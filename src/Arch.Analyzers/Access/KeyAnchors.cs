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

    // In front of the first start of a block: a quote, a backslash. Behind its last start: the longest head, and a digit of a secret.
    private const int Before = 8;
    private const int Behind = 128;

    /// <summary>The starts of possible material in ascending order.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="prefixes">The prefixes of key ids.</param>
    /// <param name="withPieces">Whether quoted text that may be a part of a key is sought as well; C# puts such parts together.</param>
    /// <param name="cancellationToken">Honoured between blocks.</param>
    public static ImmutableArray<int> Find(SourceText text, KeyPrefixes prefixes, bool withPieces, CancellationToken cancellationToken)
    {
        ImmutableArray<int>.Builder? anchors = null;
        var buffer = ArrayPool<char>.Shared.Rent(Block);
        try
        {
            for (int offset = 0, count; offset < text.Length; offset += count - Behind - Before)
            {
                cancellationToken.ThrowIfCancellationRequested();
                count = Math.Min(Block, text.Length - offset);
                text.CopyTo(offset, buffer, 0, count);

                var isLast = offset + count == text.Length;
                var scan = new BlockScan(buffer.AsSpan(0, count), offset, offset == 0 ? 0 : Before, isLast ? count : count - Behind, anchors);
                scan.Ids(prefixes);
                scan.Marked(withPieces);
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

    /// <summary>Starts in front of <paramref name="first"/> belong to the block before, those from <paramref name="limit"/> on to the next one.</summary>
    private ref struct BlockScan(ReadOnlySpan<char> block, int offset, int first, int limit, ImmutableArray<int>.Builder? anchors)
    {
        // Each secret has a digit, each long token has many, and code has few; the letters are those of the heads.
        private const string Markers = "0123456789\\%&QY";

        // Where the runtime has no vectors for so many markers, it looks for one after the other: not too far for each.
        private const int Reach = 512;

        private const int SecretPiece = 10;
        private const int IdPiece = 4;

        private readonly ReadOnlySpan<char> _block = block;
        private int _judged;

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

        public void Marked(bool withPieces)
        {
            for (var i = NextMarker(0); i >= 0; i = NextMarker(i + 1))
            {
                switch (_block[i])
                {
                    case KeyHeads.Marker or KeyHeads.OtherMarker:
                        Add(KeyHeads.StartOfMarked(_block, i));
                        break;
                    case '\\' or '%' or '&':
                        if (WrittenEscapes.StartsHere(_block.Slice(i)))
                            Add(i);
                        break;
                    default:
                        if (i >= _judged)
                            Run(i, withPieces);
                        break;
                }
            }
        }

        private readonly int NextMarker(int from)
        {
            for (; from < _block.Length; from += Reach)
            {
                var next = _block.Slice(from, Math.Min(Reach, _block.Length - from)).IndexOfAny(Markers.AsSpan());
                if (next >= 0)
                    return from + next;
            }

            return -1;
        }

        /// <summary>The run of base64 around a digit: a secret, a token, or the hexadecimal form of an id.</summary>
        private void Run(int digit, bool withPieces)
        {
            var start = digit;
            while (start > 0 && KeyAlphabet.IsBase64(_block[start - 1]))
                start--;
            _judged = digit + 1;
            while (_judged < _block.Length && KeyAlphabet.IsBase64(_block[_judged]))
                _judged++;
            if (_judged - start >= KeyShape.SecretLength || (withPieces && IsPiece(start, _judged)))
                Add(start);
        }

        private readonly bool IsPiece(int start, int end)
        {
            var run = _block.Slice(start, end - start);
            var isCharacter = Is('\'', start - 1);
            if (!isCharacter && !Is('"', start - 1) && !Is('"', end))
                return IsByte(run) && Is(',', end);
            if (KeyAlphabet.IsBase32(run))
                return isCharacter || run.Length >= IdPiece || IsOperand(start, end);
            return run.Length >= SecretPiece && KeyShape.HasBothCases(run);
        }

        private readonly bool Is(char c, int at) => at >= 0 && at < _block.Length && _block[at] == c;

        /// <summary>The letter I, which most ids have, in an array of numbers.</summary>
        private static bool IsByte(ReadOnlySpan<char> run) => run.SequenceEqual("73".AsSpan()) || run.Equals("0x49".AsSpan(), StringComparison.OrdinalIgnoreCase);

        private readonly bool IsOperand(int start, int end)
        {
            for (start -= 2; start >= 0 && char.IsWhiteSpace(_block[start]);)
                start--;
            for (end++; end < _block.Length && char.IsWhiteSpace(_block[end]);)
                end++;
            return Is('+', start) || Is('+', end) || (Is(',', start) && Is(',', end));
        }

        private void Add(int start)
        {
            if (start < first || start >= limit || (Anchors is { Count: > 0 } && Anchors[Anchors.Count - 1] == offset + start))
                return;
            Anchors ??= ImmutableArray.CreateBuilder<int>();
            Anchors.Add(offset + start);
        }
    }
}
