using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>The errors that a retry is for, as far as the referenced SDK has them.</summary>
internal static class TransientErrors
{
    private const string Transaction = "TransactionCanceledException";

    // Read in AWSSDK.DynamoDBv2 4.0.103.2; ThrottlingException is missing in 3.3.
    private static readonly string[] Names = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceededException", "InternalServerErrorException"];

    /// <summary>The simple names of the exceptions, each with the predicate it needs.</summary>
    public static IEnumerable<(string Name, string Predicate)> Of(Compilation compilation, LanguageVersion language, bool transactions)
    {
        foreach (var name in Names)
        {
            if (Exists(compilation, name))
                yield return (name, "");
        }

        if (!transactions || !Exists(compilation, Transaction))
            yield break;
        // A failed condition cancels a transaction as well, and stays what it is.
        string[] reasons = ["ThrottlingError", "ProvisionedThroughputExceeded", "TransactionConflict"];
        yield return (Transaction, language >= LanguageVersion.CSharp9
            ? $"e => e.CancellationReasons is {{ }} reasons && reasons.Exists(r => r.Code is {string.Join(" or ", reasons.Select(static reason => $"\"{reason}\""))})"
            : $"e => e.CancellationReasons is {{ }} reasons && reasons.Exists(r => {string.Join(" || ", reasons.Select(static reason => $"r.Code == \"{reason}\""))})");
    }

    private static bool Exists(Compilation compilation, string name) => compilation.GetTypesByMetadataName("Amazon.DynamoDBv2.Model." + name).Length > 0;
}
