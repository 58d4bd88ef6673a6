using System;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Which exceptions a later attempt may not meet again, and which it meets for ever.</summary>
internal static class DynamoDbErrors
{
    // Read in AWSSDK.DynamoDBv2 4.0.103.2; SDK v3 lacks some of them.
    private static readonly string[] Transient =
    [
        "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceededException", "InternalServerErrorException", "LimitExceededException",
        "TransactionInProgressException", "TransactionConflictException", "TransactionCanceledException", "ReplicatedWriteConflictException",
    ];

    private static readonly string[] Permanent =
    [
        "ConditionalCheckFailedException", "ResourceNotFoundException", "ResourceInUseException", "ItemCollectionSizeLimitExceededException",
        "IdempotentParameterMismatchException", "DuplicateItemException",
    ];

    public static bool CanBeTransient(ITypeSymbol? type) => type is not null && (IsBroad(type) || (type.IsIn("Amazon.DynamoDBv2.Model") && Array.IndexOf(Transient, type.Name) >= 0));

    public static bool IsPermanent(ITypeSymbol? type) => type is not null && type.IsIn("Amazon.DynamoDBv2.Model") && Array.IndexOf(Permanent, type.Name) >= 0;

    /// <summary>The same of a code of the service, which also has codes without an exception of their own.</summary>
    public static bool IsPermanent(string code) => code is "ValidationException" or "AccessDeniedException" || Array.IndexOf(Permanent, code) >= 0;

    /// <summary>Whether code names an error that lasts, by type or by error code, and none that passes.</summary>
    public static bool NamesOnlyPermanent(string code) => Array.Exists(Permanent, error => Names(code, error)) && !Array.Exists(Transient, error => Names(code, error));

    // The reasons of a cancelled transaction are written without the ending.
    private static bool Names(string code, string error) => code.IndexOf(error.Substring(0, error.Length - "Exception".Length), StringComparison.Ordinal) >= 0;

    /// <summary>A base of all errors of the service, or of all errors.</summary>
    public static bool IsBroad(ITypeSymbol type) => type.Name switch
    {
        "Exception" or "SystemException" => type.IsIn("System"),
        "AmazonServiceException" or "AmazonClientException" => type.IsIn("Amazon.Runtime"),
        "AmazonDynamoDBException" => type.IsIn(DynamoDbCall.Namespace),
        _ => false,
    };
}
