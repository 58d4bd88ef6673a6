namespace Arch.Analyzers.Symbols;

/// <summary>The library types that rules ask for. Each has a row in the table of <see cref="KnownTypes"/>, in the same order.</summary>
internal enum KnownType
{
    AmazonServiceClient,
    AwsCredentials,
    BasicAwsCredentials,
    SessionAwsCredentials,
    ClientConfig,
    DefaultAwsCredentialsIdentityResolver,
    FallbackCredentialsFactory,
    Configuration,
}
