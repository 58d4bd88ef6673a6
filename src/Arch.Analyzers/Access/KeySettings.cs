using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Access;

/// <summary>The options that both searches for key material obey, those of ARCH1001.</summary>
internal sealed class KeySettings
{
    private readonly ImmutableArray<string> _secretNames;
    private readonly AllowedHashes _allowed;

    private KeySettings(bool readsComments, KeyPrefixes prefixes, ImmutableArray<string> secretNames, ImmutableArray<string> allowed)
    {
        ReadsComments = readsComments;
        Prefixes = prefixes;
        _secretNames = secretNames;
        _allowed = new AllowedHashes(allowed);
    }

    public bool ReadsComments { get; }

    public KeyPrefixes Prefixes { get; }

    /// <summary>Whether names beyond the known ones make a secret.</summary>
    public bool HasSecretNames => !_secretNames.IsEmpty;

    /// <summary>All that the first look at a file needs; it is the last for most.</summary>
    public static KeyPrefixes PrefixesOf(ArchContext arch, SyntaxTree tree) => PrefixesOf(arch.Configuration.Get(AccessOptions.ExtraKeyPrefixes, tree));

    public static KeySettings Of(ArchContext arch, SyntaxTree tree) => new(
        arch.Configuration.Get(AccessOptions.ReportInComments, tree),
        PrefixesOf(arch, tree),
        arch.Configuration.Get(AccessOptions.SecretNames, tree),
        arch.Configuration.Get(AccessOptions.AllowedHashes, tree));

    public static KeySettings Of(ArchContext arch, AdditionalText file) => new(
        arch.Configuration.Get(AccessOptions.ReportInComments, file),
        PrefixesOf(arch.Configuration.Get(AccessOptions.ExtraKeyPrefixes, file)),
        arch.Configuration.Get(AccessOptions.SecretNames, file),
        arch.Configuration.Get(AccessOptions.AllowedHashes, file));

    /// <summary>Whether the value is known and accepted.</summary>
    public bool Allows(string value) => _allowed.Contain(value);

    /// <summary>Whether a value of this shape and name is what both say.</summary>
    public bool IsNameOf(MaterialKind kind, ValueName name)
    {
        var credential = CredentialName.Classify(name.Path, _secretNames);
        return credential.IsMaterial && credential.Kind == kind switch
        {
            MaterialKind.AccessKeyId => CredentialKind.Id,
            MaterialKind.SecretKey => CredentialKind.Secret,
            MaterialKind.SessionToken => CredentialKind.Token,
            _ => CredentialKind.None,
        };
    }

    private static KeyPrefixes PrefixesOf(ImmutableArray<string> extra) => extra.IsEmpty ? KeyPrefixes.Default : new KeyPrefixes(extra);
}
