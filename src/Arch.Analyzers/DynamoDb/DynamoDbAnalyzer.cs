using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Hosts the rules over calls to DynamoDB.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DynamoDbAnalyzer() : CodeAnalyzer(
    new DynamoDbCallWithoutBackoff(),
    new DynamoDbUnprocessedItemsIgnored(),
    new DynamoDbRetriesDisabled(),
    new RetryWithoutExponentialBackoff(),
    new DynamoDbPageIgnored(),
    new DynamoDbScan(),
    new RetryOfPermanentError(),
    new NestedRetries(),
    new UnprocessedResubmittedWithoutBackoff())
{
    private protected override bool Applies(ArchContext arch) => arch.References("AWSSDK.DynamoDBv2") && !arch.IsTestProject;
}
