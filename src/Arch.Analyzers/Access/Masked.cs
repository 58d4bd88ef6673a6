using System;

namespace Arch.Analyzers.Access;

/// <summary>What messages may say about key material: an id without its middle, of everything else only what it is.</summary>
internal static class Masked
{
    private const int Shown = 4;
    private const int LongestName = 80;

    public static string Id(string id) => id.Substring(0, Shown) + "…" + id.Substring(id.Length - Shown);

    /// <summary>The subject of a message, such as <c>AWS secret access key for 'AWS:SecretKey'</c>.</summary>
    /// <param name="kind">What was found.</param>
    /// <param name="value">The decoded value; only that of an id is used.</param>
    /// <param name="name">The name a secret is bound to, null without one.</param>
    public static string Subject(MaterialKind kind, string value, string? name = null) => kind switch
    {
        MaterialKind.AccessKeyId => $"AWS access key id '{Id(value)}'",
        MaterialKind.SecretKey => "AWS secret access key" + (IsPresentable(name) ? $" for '{name}'" : ""),
        MaterialKind.SessionToken => "AWS session token",
        _ => "Bedrock API key",
    };

    /// <summary>What tells a finding from others in the same type or file: the kind, and the masked id or the name.</summary>
    public static string Identity(MaterialKind kind, string value, string? name = null)
    {
        var what = kind == MaterialKind.AccessKeyId ? Id(value) : IsPresentable(name) ? name : null;
        return what is null ? kind.ToString() : $"{kind}:{what}";
    }

    // A dictionary maps anything: its key may be a key itself, or a page of text.
    private static bool IsPresentable(string? name)
    {
        if (name is null || name.Length is 0 or > LongestName)
            return false;
        foreach (var c in name)
        {
            if (char.IsControl(c) || c == '\'')
                return false;
        }

        return KeyMaterial.Find(name, Seek.Secrets | Seek.NamedTokens, KeyPrefixes.Default).IsEmpty;
    }
}
