namespace Arch.Analyzers.Documents.Yaml;

/// <summary>The characters that the scanner takes for blanks and line breaks; YAML 1.1 counts three Unicode breaks as well.</summary>
internal static class YamlText
{
    public static bool IsWhite(char c) => c is ' ' or '\t';

    public static bool IsBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>All breaks are read as a line feed, except these two, which stand for themselves and are never folded.</summary>
    public static bool IsKeptBreak(char c) => c is '\u2028' or '\u2029';

    /// <summary>The length of the line break at this offset.</summary>
    public static int BreakLength(string text, int offset) => text[offset] == '\r' && offset + 1 < text.Length && text[offset + 1] == '\n' ? 2 : 1;

    /// <summary>The offset of the next line break, or the end of the text.</summary>
    public static int LineEnd(string text, int offset)
    {
        while (offset < text.Length && !IsBreak(text[offset]))
            offset++;
        return offset;
    }
}
