using System;

namespace Arch.Analyzers.Access;

internal static class KeyAlphabet
{
    public static bool IsBase32(char c) => (uint)(c - 'A') <= 'Z' - 'A' || (uint)(c - '2') <= '7' - '2';

    public static bool IsBase64(char c) => IsAlphanumeric(c) || c is '+' or '/';

    public static bool IsWord(char c) => IsAlphanumeric(c) || c == '_';

    public static bool IsAlphanumeric(char c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a' || IsDigit(c);

    public static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    public static bool IsHex(char c) => (uint)((c | 0x20) - 'a') <= 'f' - 'a' || IsDigit(c);

    public static int HexValue(char c) => IsDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;

    public static bool IsBase32(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!IsBase32(c))
                return false;
        }

        return true;
    }

    public static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!IsHex(c))
                return false;
        }

        return true;
    }
}
