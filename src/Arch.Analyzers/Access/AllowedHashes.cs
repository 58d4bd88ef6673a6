using System;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Arch.Analyzers.Access;

/// <summary>Values that are known and accepted, listed by the beginning of their SHA-256 digest and never by themselves.</summary>
internal sealed class AllowedHashes(ImmutableArray<string> digests)
{
    private const int ShortestDigest = 16;
    private const int DigestLength = 64;

    public static bool IsValid(string digest) =>
        digest.Length is >= ShortestDigest and <= DigestLength && KeyAlphabet.IsHex(digest.AsSpan());

    public bool Contain(string value)
    {
        if (digests.IsEmpty)
            return false;

        var actual = Digest(value);
        foreach (var digest in digests)
        {
            if (IsValid(digest) && actual.StartsWith(digest, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string Digest(string value)
    {
        using var sha = SHA256.Create();
        var hex = new StringBuilder(DigestLength);
        foreach (var octet in sha.ComputeHash(Encoding.UTF8.GetBytes(value)))
            hex.Append("0123456789abcdef"[octet >> 4]).Append("0123456789abcdef"[octet & 15]);
        return hex.ToString();
    }
}
