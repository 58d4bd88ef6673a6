namespace Arch.Analyzers.Access;

/// <summary>What kind of thing takes static keys; the remedy and the fix depend on it.</summary>
internal enum CredentialSink
{
    None,

    /// <summary>A constructor of a service client; it has a twin without keys.</summary>
    Client,

    /// <summary>A constructor of <c>TransferUtility</c>, whose twin may need a client of its own.</summary>
    TransferUtility,

    /// <summary>An <c>AWSCredentials</c> object that keeps the keys it is given.</summary>
    Credentials,

    /// <summary>An <c>AWSCredentials</c> object that reads keys from the environment, and nothing but those.</summary>
    EnvironmentCredentials,

    /// <summary>A snapshot of keys, which only a provider of credentials should make.</summary>
    ImmutableCredentials,

    /// <summary>One of two members of an object that keep the id and the secret.</summary>
    Member,

    /// <summary>Anything else that is handed keys, such as a signer.</summary>
    Other,
}
