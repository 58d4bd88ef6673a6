using System.Collections.Concurrent;
using System.Collections.Generic;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>
/// Which constructors, methods and properties take static AWS keys. The parameter names are the same in all services of SDK v3 (3.7.501)
/// and v4 (4.0.102), so there is no table of clients.
/// </summary>
internal sealed class CredentialSinks
{
    /// <summary>The types whose creation can be a sink: with id and secret, or of credentials that find them by a profile or on their own.</summary>
    public static readonly CreatedType[] Created = [new("*Client", 2), "*AWSCredentials", new("*ImmutableCredentials", 2), new("TransferUtility", 2), new("*SigningResult", 2)];

    /// <summary>The names of methods that can be sinks.</summary>
    public static readonly string[] MethodNames =
        ["ComputeSignature", "ComposeSigningKey", "SignRequest", "Sign", "SignAsync", "RegisterProfile", AccessKey, SecretKey];

    /// <summary>The names of properties, and of methods that are like properties, which can be sinks.</summary>
    public static readonly string[] MemberNames = [AccessKey, SecretKey];

    private const string AccessKey = "AccessKey";
    private const string SecretKey = "SecretKey";
    private const string SecretParameter = "awsSecretAccessKey";

    private static readonly Dictionary<string, CredentialSink> CredentialTypes = new()
    {
        ["BasicAWSCredentials"] = CredentialSink.Credentials,
        ["SessionAWSCredentials"] = CredentialSink.Credentials,
        ["StoredProfileAWSCredentials"] = CredentialSink.Credentials,
        ["EnvironmentVariablesAWSCredentials"] = CredentialSink.EnvironmentCredentials,
        ["EnvironmentAWSCredentials"] = CredentialSink.EnvironmentCredentials,
        ["AppConfigAWSCredentials"] = CredentialSink.EnvironmentCredentials,
        ["ImmutableCredentials"] = CredentialSink.ImmutableCredentials,
        ["AssumeRoleImmutableCredentials"] = CredentialSink.ImmutableCredentials,
        ["SAMLImmutableCredentials"] = CredentialSink.ImmutableCredentials,
        ["SSOImmutableCredentials"] = CredentialSink.ImmutableCredentials,
        ["LoginImmutableCredentials"] = CredentialSink.ImmutableCredentials,
    };

    private static readonly HashSet<string> IdAndSecret =
        ["awsAccessKeyId", "awsAccessKey", "accessKeyId", "accessKey", SecretParameter, "awsSecretKey", "secretKey"];

    private static readonly HashSet<string> Tokens = ["awsSessionToken", "sessionToken", "token"];

    private readonly ConcurrentDictionary<IMethodSymbol, CredentialSink> _known = new(SymbolEqualityComparer.Default);

    private CredentialSinks(KnownTypes types) => Types = types;

    public KnownTypes Types { get; }

    public static CredentialSinks Get(ArchContext arch) => arch.Slot(static context => new CredentialSinks(KnownTypes.Get(context)));

    /// <summary>Whether the parameter of a sink takes the id or the secret.</summary>
    public static bool IsIdOrSecret(IParameterSymbol? parameter) => parameter is not null && IdAndSecret.Contains(parameter.Name);

    /// <summary>Whether the parameter of a sink takes the id, the secret or the session token.</summary>
    public static bool IsKey(IParameterSymbol? parameter) => IsIdOrSecret(parameter) || (parameter is not null && Tokens.Contains(parameter.Name));

    /// <summary>Whether a creation certainly takes no keys: nobody fills credentials or clients with members, and with fewer than two arguments there is no id beside a secret.</summary>
    public static bool IsOther(SyntaxNode creation) =>
        creation is ImplicitObjectCreationExpressionSyntax { Initializer.Expressions.Count: > 0, ArgumentList.Arguments.Count: < 2 };

    /// <summary>Whether a method or constructor takes keys.</summary>
    public CredentialSink Of(IMethodSymbol method) => _known.GetOrAdd(method.OriginalDefinition, Find);

    /// <summary>Whether a property keeps the id or the secret.</summary>
    public static bool IsKeyProperty(ISymbol? symbol) =>
        symbol is IPropertySymbol { Name: AccessKey or SecretKey, ContainingType: var type }
        && ((type.Name == "CredentialProfileOptions" && type.IsIn("Amazon.Runtime.CredentialManagement"))
            || (type.Name == "AmazonSqsTransportOptions" && type.IsIn("MassTransit")));

    /// <summary>Whether the type is a client of an AWS service and not one that somebody derived from it.</summary>
    public bool IsClient(INamedTypeSymbol type) => type.IsBelow("Amazon") && Types.IsOrDerivesFrom(type, KnownType.AmazonServiceClient);

    private CredentialSink Find(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null)
            return CredentialSink.None;
        if (method.MethodKind != MethodKind.Constructor)
            return IsHostMember(method, type) ? CredentialSink.Member : IsSdkMethod(method, type) ? CredentialSink.Other : CredentialSink.None;
        if (type.IsIn("Amazon.Runtime") && CredentialTypes.TryGetValue(type.Name, out var sink))
            return sink;
        if (!Takes(method, SecretParameter))
            return CredentialSink.None;
        if (Takes(method, "awsAccessKeyId") && IsClient(type))
            return CredentialSink.Client;
        if (!IsSdk(type))
            return CredentialSink.None;
        return type.Name == "TransferUtility" ? CredentialSink.TransferUtility : CredentialSink.Other;
    }

    private static bool IsHostMember(IMethodSymbol method, INamedTypeSymbol type) =>
        method.Name is AccessKey or SecretKey && type.Name == "IAmazonSqsHostConfigurator" && type.IsIn("MassTransit");

    private static bool IsSdkMethod(IMethodSymbol method, INamedTypeSymbol type) =>
        (Takes(method, SecretParameter) && IsSdk(type))
        || (method.Name == "RegisterProfile" && type.Name == "ProfileManager" && type.IsIn("Amazon.Util") && Takes(method, "secretKey"));

    private static bool IsSdk(INamedTypeSymbol type) => type.ContainingAssembly.Name.StartsWith("AWSSDK.", System.StringComparison.OrdinalIgnoreCase);

    private static bool Takes(IMethodSymbol method, string parameter)
    {
        foreach (var candidate in method.Parameters)
        {
            if (candidate.Name == parameter)
                return true;
        }

        return false;
    }
}
