using System;
using System.Buffers;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>Ordinal search in a text without making a string of it: block by block, because asking a text for one character after the other is slow.</summary>
internal static class TextSearch
{
    private const int Block = 4 * 1024;

    /// <summary>The letters of English text.</summary>
    private const string FromCommonToRare = "etaoinsrhldcumfpgwybvkxjqz";

    private delegate int Search(ReadOnlySpan<char> block, string value);

    public static bool StartsWith(SourceText text, int position, string value)
    {
        if (position + value.Length > text.Length)
            return false;
        for (var i = 0; i < value.Length; i++)
        {
            if (text[position + i] != value[i])
                return false;
        }

        return true;
    }

    /// <summary>The first position of the value at or after the start, or -1.</summary>
    public static int IndexOf(SourceText text, string value, int start = 0) => IndexOf(text, value, start, text.Length);

    /// <summary>The same where the value must end before a position.</summary>
    public static int IndexOf(SourceText text, string value, int start, int end) =>
        Find(text, value, start, end, static (block, value) => block.IndexOf(value.AsSpan()));

    public static bool ContainsAny(SourceText text, string[] values)
    {
        foreach (var value in values)
        {
            if (IndexOf(text, value) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether the text holds one of these lower-case values in any casing of its letters.</summary>
    public static bool ContainsAnyIgnoringCase(SourceText text, string[] values)
    {
        foreach (var value in values)
        {
            if (Find(text, value, 0, text.Length, IndexIgnoringCase) >= 0)
                return true;
        }

        return false;
    }

    private static int Find(SourceText text, string value, int start, int end, Search search)
    {
        if (end - start < value.Length)
            return -1;
        var buffer = ArrayPool<char>.Shared.Rent(Math.Min(Block, end - start));
        try
        {
            // What stands across the end of a block is found at the start of the next one.
            for (int at = start, count; at + value.Length <= end; at += count - value.Length + 1)
            {
                count = Math.Min(buffer.Length, end - at);
                text.CopyTo(at, buffer, 0, count);
                var found = search(buffer.AsSpan(0, count), value);
                if (found >= 0)
                    return at + found;
            }

            return -1;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static int IndexIgnoringCase(ReadOnlySpan<char> block, string value)
    {
        var anchor = Rarest(value);
        var (lower, upper) = (value[anchor], Upper(value[anchor]));
        for (var at = 0; at + value.Length <= block.Length; at++)
        {
            var next = block.Slice(at + anchor, block.Length - value.Length + 1 - at).IndexOfAny(lower, upper);
            if (next < 0)
                return -1;
            at += next;
            if (IsIgnoringCase(block.Slice(at), value))
                return at;
        }

        return -1;
    }

    /// <summary>The character to look for first, because the fewest others in a text are the same.</summary>
    private static int Rarest(string value)
    {
        var rarest = 0;
        for (var i = 1; i < value.Length; i++)
        {
            if (FromCommonToRare.IndexOf(value[i]) > FromCommonToRare.IndexOf(value[rarest]))
                rarest = i;
        }

        return rarest;
    }

    private static bool IsIgnoringCase(ReadOnlySpan<char> block, string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (block[i] != value[i] && block[i] != Upper(value[i]))
                return false;
        }

        return true;
    }

    private static char Upper(char c) => c is >= 'a' and <= 'z' ? (char)(c & ~0x20) : c;
}
