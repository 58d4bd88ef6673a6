using Arch.Analyzers.Engine;

namespace Arch.Analyzers.DynamoDb;

/// <summary>The other forms of the messages of ARCH21xx.</summary>
internal static class DynamoDbWordings
{
    /// <summary>ARCH2101 for what the SDK does not retry at all.</summary>
    public static readonly Wording TransactionWithoutBackoff = new(
        DynamoDbRules.DynamoDbCallWithoutBackoff,
        "The SDK never retries a cancelled transaction, not even one cancelled by throttling. "
            + "Run '{0}' in a resilience pipeline that handles TransactionCanceledException with a retryable cancellation reason.");

    /// <summary>ARCH2101 where the retries of the SDK are off because a pipeline takes their place, and a call runs outside of it.</summary>
    public static readonly Wording OutsideThePipeline = new(
        DynamoDbRules.DynamoDbCallWithoutBackoff,
        "MaxErrorRetry is 0 for this client and '{0}' runs outside the retry pipeline, so a throttled request fails at once. Run it in {1}.");

    /// <summary>ARCH2102 for statements, which cannot be resubmitted as they are.</summary>
    public static readonly Wording StatementErrorsIgnored = new(
        DynamoDbRules.DynamoDbUnprocessedItemsIgnored,
        "'{0}' answers HTTP 200 even when single statements failed; read Error of each element of Responses, or those writes are lost");

    /// <summary>ARCH2102 where a log line is all that happens.</summary>
    public static readonly Wording UnprocessedOnlyLogged = new(
        DynamoDbRules.DynamoDbUnprocessedItemsIgnored,
        "{1} of '{0}' is only logged; the items are still lost. Resubmit it in a loop with exponential backoff and jitter, and give up loudly.");

    /// <summary>ARCH2103 for the token bucket.</summary>
    public static readonly Wording TokenBucketDisabled = new(
        DynamoDbRules.DynamoDbRetriesDisabled,
        "ThrottleRetries = false turns off the SDK's retry token bucket, the brake against retry storms; throttled requests are still retried. Remove it.");

    /// <summary>ARCH2107 for what handles everything.</summary>
    public static readonly Wording RetryOfEverything = new(
        DynamoDbRules.RetryOfPermanentError,
        "This retry also repeats failed conditions and invalid requests, because it handles {0}. Handle only throttling and server errors: {1}.");

    /// <summary>ARCH2108 where one of the numbers cannot be seen.</summary>
    public static readonly Wording NestedRetriesOfUnknownNumber = new(
        DynamoDbRules.NestedRetries,
        "This retry runs around a client that makes {0} attempts itself, and the two multiply. Set MaxErrorRetry = 0 on this client, or drop one layer.");

    /// <summary>ARCH2109 for the loops inside of the SDK.</summary>
    public static readonly Wording HighLevelBatch = new(
        DynamoDbRules.UnprocessedResubmittedWithoutBackoff,
        "This API resends unprocessed items in a loop without delay or limit; for large batches use BatchWriteItem with your own backoff");

    /// <summary>ARCH2104 for a retry that waits longer each time, and all clients alike.</summary>
    public static readonly Wording RetryWithoutJitter = new(
        DynamoDbRules.RetryWithoutExponentialBackoff,
        "This retry has no jitter; clients throttled together retry together. Add {0}.");

    /// <summary>ARCH2105 for an end test that throws in SDK v4.</summary>
    public static readonly Wording KeyIsNull = new(
        DynamoDbRules.DynamoDbPageIgnored,
        "{0} is null after the last page in AWSSDK v4, so this throws; test 'is {{ Count: > 0 }}'");

    /// <summary>ARCH2105 for an end test that never ends in SDK v3.</summary>
    public static readonly Wording KeyIsEmpty = new(
        DynamoDbRules.DynamoDbPageIgnored,
        "{0} is an empty dictionary after the last page in AWSSDK v3, never null, so this loop starts over; test 'is {{ Count: > 0 }}'");

    /// <summary>ARCH2105 for a first page that is asked for with a key.</summary>
    public static readonly Wording EmptyStartKey = new(
        DynamoDbRules.DynamoDbPageIgnored,
        "DynamoDB rejects an empty starting key; leave ExclusiveStartKey null for the first page");
}
