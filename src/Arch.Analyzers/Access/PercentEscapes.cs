using System.Collections.Immutable;
using System.Text;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Access;

/// <summary>Percent escapes of URLs. Only punctuation is decoded: <c>%ACCA…</c> is a key id behind a percent sign, not an escape.</summary>
internal static class PercentEscapes
{
    /// <summary>The decoded text with the way back to the text as written, or null when nothing was escaped.</summary>
    public static string? Decode(string text, out ValueMap map)
    {
        map = new ValueMap(0);
        var first = FindEscape(text, 0);
        if (first < 0)
            return null;

        var decoded = new StringBuilder(text.Length);
        var offsets = ImmutableArray.CreateBuilder<int>(text.Length + 1);
        for (int i = 0, escape = first; i < text.Length;)
        {
            offsets.Add(i);
            if (i != escape)
            {
                decoded.Append(text[i++]);
                continue;
            }

            decoded.Append(Value(text, i));
            i += 3;
            escape = FindEscape(text, i);
        }

        offsets.Add(text.Length);
        map = new ValueMap(0, offsets.ToImmutable());
        return decoded.ToString();
    }

    private static int FindEscape(string text, int from)
    {
        for (var i = text.IndexOf('%', from); i >= 0 && i + 2 < text.Length; i = text.IndexOf('%', i + 1))
        {
            if (KeyAlphabet.IsHex(text[i + 1]) && KeyAlphabet.IsHex(text[i + 2]) && Value(text, i) is < '\x80' and var c && !KeyAlphabet.IsAlphanumeric(c))
                return i;
        }

        return -1;
    }

    private static char Value(string text, int at) => (char)((KeyAlphabet.HexValue(text[at + 1]) << 4) | KeyAlphabet.HexValue(text[at + 2]));
}
