using System;

namespace Arch.Analyzers.Access;

/// <summary>What a key id and a secret look like, and what only pretends to be one.</summary>
internal static class KeyShape
{
    public const int IdLength = 20;
    public const int SecretLength = 40;

    /// <summary>Key ids carry no checksum; of 300,000 generated ones 99.986 % reach this.</summary>
    private const double IdEntropy = 3.0;

    /// <summary>A hexadecimal digest cannot exceed 4.0; of 300,000 generated secrets 99.997 % reach this.</summary>
    private const double SecretEntropy = 4.2;

    private const double TokenEntropy = 4.5;
    private const int AscendingRun = 6;

    private static readonly string[] s_fakeWords =
        ["EXAMPLE", "SAMPLE", "FAKE", "DUMMY", "PLACEHOLDER", "CHANGEME", "REDACT", "XXXXX", "YOUR"];

    /// <summary>Strong or weak when the text begins with a key id that ends at a word boundary, else null.</summary>
    public static MaterialStrength? Id(ReadOnlySpan<char> text, KeyPrefixes prefixes)
    {
        if (!HasIdShape(text, prefixes))
            return null;

        var id = text.Slice(0, IdLength);
        var random = id.Slice(KeyPrefixes.Length);
        if (IsFake(id, StringComparison.Ordinal) || random.StartsWith("TEST".AsSpan()) || random.EndsWith("TEST".AsSpan()))
            return null;
        if (Ascends(random) || Entropy(id) < IdEntropy)
            return null;
        return HasDigit(random) ? MaterialStrength.Strong : MaterialStrength.Weak;
    }

    /// <summary>True when the text begins with a prefix and 16 characters of base32, and no more of a word.</summary>
    public static bool HasIdShape(ReadOnlySpan<char> text, KeyPrefixes prefixes) =>
        text.Length >= IdLength
        && prefixes.Start(text)
        && KeyAlphabet.IsBase32(text.Slice(KeyPrefixes.Length, IdLength - KeyPrefixes.Length))
        && (text.Length == IdLength || !KeyAlphabet.IsWord(text[IdLength]));

    /// <summary>True for 40 characters of base64 that are random enough to be a secret; a shape that only a context makes a finding.</summary>
    public static bool IsSecret(ReadOnlySpan<char> text)
    {
        if (text.Length != SecretLength)
            return false;

        return HasBothCases(text)
            && HasDigit(text)
            && !KeyAlphabet.IsHex(text)
            && Entropy(text) >= SecretEntropy
            && !IsFake(text, StringComparison.OrdinalIgnoreCase);
    }

    public static bool HasBothCases(ReadOnlySpan<char> text)
    {
        bool lower = false, upper = false;
        foreach (var c in text)
        {
            lower |= (uint)(c - 'a') <= 'z' - 'a';
            upper |= (uint)(c - 'A') <= 'Z' - 'A';
        }

        return lower && upper;
    }

    /// <summary>True for base64 random enough to be the session token that its name says it is.</summary>
    public static bool IsRandom(ReadOnlySpan<char> text) => Entropy(text) >= TokenEntropy;

    public static bool IsFake(ReadOnlySpan<char> text, StringComparison comparison)
    {
        foreach (var word in s_fakeWords)
        {
            if (text.IndexOf(word.AsSpan(), comparison) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Shannon entropy of ASCII text, in bits per character.</summary>
    public static double Entropy(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var c in text)
            counts[c & 127]++;

        var sum = 0.0;
        foreach (var count in counts)
        {
            if (count > 1)
                sum += count * Math.Log(count, 2);
        }

        return Math.Log(text.Length, 2) - sum / text.Length;
    }

    private static bool Ascends(ReadOnlySpan<char> text)
    {
        var run = 1;
        for (var i = 1; i < text.Length; i++)
        {
            run = text[i] == text[i - 1] + 1 ? run + 1 : 1;
            if (run == AscendingRun)
                return true;
        }

        return false;
    }

    private static bool HasDigit(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (KeyAlphabet.IsDigit(c))
                return true;
        }

        return false;
    }
}
