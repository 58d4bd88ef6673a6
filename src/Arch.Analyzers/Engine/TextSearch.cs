using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>Ordinal search in a text without making a string of it.</summary>
internal static class TextSearch
{
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
    public static int IndexOf(SourceText text, string value, int start, int end)
    {
        var first = value[0];
        for (var i = start; i + value.Length <= end; i++)
        {
            if (text[i] == first && StartsWith(text, i, value))
                return i;
        }

        return -1;
    }

    public static bool ContainsAny(SourceText text, string[] values)
    {
        foreach (var value in values)
        {
            if (IndexOf(text, value) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether the text holds one of these lower-case values in any casing of its letters; one pass, whatever their number.</summary>
    public static bool ContainsAnyIgnoringCase(SourceText text, string[] values)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var first = Lower(text[i]);
            foreach (var value in values)
            {
                if (first == value[0] && StartsWithIgnoringCase(text, i, value))
                    return true;
            }
        }

        return false;
    }

    private static bool StartsWithIgnoringCase(SourceText text, int position, string value)
    {
        if (position + value.Length > text.Length)
            return false;
        for (var i = 1; i < value.Length; i++)
        {
            if (Lower(text[position + i]) != value[i])
                return false;
        }

        return true;
    }

    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
