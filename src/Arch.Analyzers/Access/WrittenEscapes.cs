using System;

namespace Arch.Analyzers.Access;

/// <summary>Escapes of C#, JSON, YAML, XML and URLs behind which a character of key material may stand.</summary>
internal static class WrittenEscapes
{
    private const int LongestHex = 8;

    /// <summary>Whether the text begins with an escape for a character of base64.</summary>
    public static bool StartsHere(ReadOnlySpan<char> text)
    {
        if (text.Length < 3)
            return false;
        if (text[0] == '&')
            return text[1] == '#';
        if (text[0] == '%')
            return KeyAlphabet.IsHex(text[1]) && KeyAlphabet.IsHex(text[2]) && IsBase64(HexValue(text.Slice(1), 2));
        return text[1] switch
        {
            '/' => true,
            'x' => IsBase64(HexValue(text.Slice(2), 4)) || IsBase64(HexValue(text.Slice(2), 2)),
            'u' => IsBase64(HexValue(text.Slice(2), 4)),
            'U' => IsBase64(HexValue(text.Slice(2), LongestHex)),
            _ => false,
        };
    }

    private static bool IsBase64(int value) => value is > 0 and < 0x80 && (KeyAlphabet.IsBase64((char)value) || value == '=');

    private static int HexValue(ReadOnlySpan<char> digits, int length)
    {
        var value = 0;
        for (var i = 0; i < length && i < digits.Length && KeyAlphabet.IsHex(digits[i]); i++)
            value = (value << 4) | KeyAlphabet.HexValue(digits[i]);
        return value;
    }
}
