using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace Arch.Analyzers.Access;

internal enum CredentialKind : byte
{
    None,
    Id,
    Secret,
    Token,
}

/// <summary>What a name says about its value.</summary>
/// <param name="Kind">The kind of credential the name ends with.</param>
/// <param name="IsMaterial">The name makes a value of the right shape key material.</param>
/// <param name="IsSetting">The name is a setting for AWS credentials, whatever its value.</param>
internal readonly record struct CredentialName(CredentialKind Kind, bool IsMaterial, bool IsSetting)
{
    private const string BearerToken = "AWS_BEARER_TOKEN_";

    private static readonly string[] s_secretAccessKey = ["secret", "access", "key"];
    private static readonly string[] s_secretKey = ["secret", "key"];
    private static readonly string[] s_secret = ["secret"];

    // Longest first: "secret access key" also ends with "access key".
    private static readonly (CredentialKind Kind, string[] Words)[] s_endings =
    [
        (CredentialKind.Secret, s_secretAccessKey),
        (CredentialKind.Secret, ["access", "secret", "key"]),
        (CredentialKind.Secret, ["access", "key", "secret"]),
        (CredentialKind.Id, ["access", "key", "id"]),
        (CredentialKind.Id, ["access", "key"]),
        (CredentialKind.Secret, s_secretKey),
        (CredentialKind.Secret, ["access", "secret"]),
        (CredentialKind.Token, ["session", "token"]),
        (CredentialKind.Token, ["security", "token"]),
        (CredentialKind.Token, ["bearer", "token"]),
        (CredentialKind.Secret, s_secret),
    ];

    private static readonly HashSet<string> s_providers = ["aws", "amazon"];

    private static readonly HashSet<string> s_services =
        ["s3", "sqs", "sns", "ses", "dynamo", "dynamodb", "kinesis", "cloudwatch", "bedrock"];

    private static readonly HashSet<string> s_otherSecrets =
    [
        "client", "webhook", "jwt", "signing", "signature", "hmac", "cookie", "session", "oauth", "app", "user", "cognito",
        "manager", "db", "database", "rds", "encryption", "csrf", "shared",
    ];

    private static readonly HashSet<string> s_metadata =
        ["name", "id", "arn", "path", "url", "uri", "ref", "hash", "sha1", "length", "header", "version", "file", "days"];

    /// <summary>
    /// Judges a name with what surrounds it, joined by <c>: . /</c> or <c>__</c>: the keys above it, the type that contains it.
    /// </summary>
    public static CredentialName Classify(string path)
    {
        if (!MayBeCredential(path))
            return default;

        var words = new NameWords(path);
        if (words.Count == 0)
            return default;
        if (IsBearerTokenVariable(path, words))
            return new CredentialName(CredentialKind.Token, IsMaterial: true, IsSetting: true);

        foreach (var (kind, ending) in s_endings)
        {
            if (!words.EndWith(ending, words.LastSegment))
                continue;
            if ((ending == s_secret || ending == s_secretKey) && IsOtherSecret(words))
                return default;

            var before = words.Count - ending.Length;
            var isAws = Has(s_providers, words, 0, before);
            return new CredentialName(
                kind,
                IsMaterial: isAws || kind == CredentialKind.Id || ending == s_secretAccessKey || Has(s_services, words, 0, before),
                IsSetting: isAws);
        }

        return default;
    }

    /// <summary>Judges like <see cref="Classify(string)"/>; a name that ends with the words of an extra name is that of a secret as well.</summary>
    public static CredentialName Classify(string path, ImmutableArray<string> extraSecretNames)
    {
        var name = Classify(path);
        return !name.IsMaterial && EndsWithAny(path, extraSecretNames)
            ? new CredentialName(CredentialKind.Secret, IsMaterial: true, name.IsSetting)
            : name;
    }

    /// <summary>True when the path ends with the words of one of the names, however they are written.</summary>
    public static bool EndsWithAny(string path, ImmutableArray<string> names)
    {
        if (names.IsEmpty)
            return false;

        var words = new NameWords(path);
        foreach (var name in names)
        {
            if (words.EndWith(new NameWords(name)))
                return true;
        }

        return false;
    }

    /// <summary>Most names of a program are not about credentials; they must not cost an allocation.</summary>
    private static bool MayBeCredential(string path) =>
        path.IndexOf("secret", StringComparison.OrdinalIgnoreCase) >= 0
        || path.IndexOf("access", StringComparison.OrdinalIgnoreCase) >= 0
        || path.IndexOf("token", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>SDK v4 reads <c>AWS_BEARER_TOKEN_BEDROCK</c> and its like: the only credential names that end with a service.</summary>
    private static bool IsBearerTokenVariable(string path, NameWords words) =>
        path.Length > words.LastSegmentStart + BearerToken.Length
        && path.IndexOf(BearerToken, words.LastSegmentStart, BearerToken.Length, StringComparison.OrdinalIgnoreCase) >= 0
        && !s_metadata.Contains(words[words.Count - 1]);

    private static bool IsOtherSecret(NameWords words)
    {
        if (Has(s_otherSecrets, words, words.LastSegment, words.Count))
            return true;
        for (var i = 0; i < words.LastSegment; i++)
        {
            if (words[i] == "cognito" || (words[i] == "manager" && i > 0 && words[i - 1] == "secrets"))
                return true;
        }

        return false;
    }

    private static bool Has(HashSet<string> set, NameWords words, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (set.Contains(words[i]))
                return true;
        }

        return false;
    }
}
