using System;
using System.Collections.Immutable;

namespace Arch.Analyzers.Access;

/// <summary>The first four characters of the ids that are credentials; other IAM ids (roles, users, policies) are not secret.</summary>
internal sealed class KeyPrefixes(ImmutableArray<string> extra)
{
    public const int Length = 4;

    public static readonly KeyPrefixes Default = new(ImmutableArray<string>.Empty);

    private readonly ImmutableArray<string> _prefixes = ImmutableArray.Create("AKIA", "ASIA", "ABIA", "ACCA").AddRange(extra);

    /// <summary>An extra prefix is four characters of the alphabet of ids.</summary>
    public static bool IsValid(string prefix) => prefix.Length == Length && KeyAlphabet.IsBase32(prefix.AsSpan());

    public bool Start(ReadOnlySpan<char> text)
    {
        foreach (var prefix in _prefixes)
        {
            if (text.StartsWith(prefix.AsSpan()))
                return true;
        }

        return false;
    }
}
