using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH21xx: DynamoDB.</summary>
internal static class DynamoDbRules
{
    public static readonly DiagnosticDescriptor DynamoDbCallWithoutBackoff = Descriptor.Create(
        "ARCH2101",
        title: "Run DynamoDB calls with backoff",
        messageFormat: "'{0}' relies on the SDK's default retries ({1}); this project wraps DynamoDB calls in its own backoff. "
            + "Run it in a resilience pipeline with exponential backoff and jitter{2}.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "DynamoDB refuses requests when a partition is hot, and a request that is repeated with exponential backoff succeeds in the end. By default the retries of "
            + "the SDK count, and only calls are reported that nothing retries because the project has switched those off. With arch.dynamodb.backoff = explicit every "
            + "call must run in a backoff of the project's own.");

    public static readonly DiagnosticDescriptor DynamoDbUnprocessedItemsIgnored = Descriptor.Create(
        "ARCH2102",
        title: "Resubmit what DynamoDB left unprocessed",
        messageFormat: "'{0}' answers HTTP 200 even when DynamoDB did not process every item; the rest is in {1} and is lost here. "
            + "Resubmit it in a loop with exponential backoff and jitter, and give up loudly.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A batch that is throttled in part is a success to the SDK: nothing is thrown and nothing is retried, and the items that were left out come back in "
            + "the response. Code that drops the response loses data under load, silently. Reported are batch calls whose leftover nobody reads.",
        mode: Mode.Minimum,
        soft: true);

    public static readonly DiagnosticDescriptor DynamoDbRetriesDisabled = Descriptor.Create(
        "ARCH2103",
        title: "Do not switch off the retries of a DynamoDB client",
        messageFormat: "{0} = 0 switches the SDK's backoff off: a single throttled request fails. "
            + "Remove it, or run every DynamoDB call in a pipeline with exponential backoff.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Throttling is part of how DynamoDB works, and the retries of the SDK are what hides it. With none left, the first partition that gets hot fails "
            + "requests of users. Reported is a constant 0, unless the project has an exponential retry of its own.",
        mode: Mode.Minimum,
        soft: true);

    public static readonly DiagnosticDescriptor RetryWithoutExponentialBackoff = Descriptor.Create(
        "ARCH2104",
        title: "Wait exponentially longer between the retries of a DynamoDB call",
        messageFormat: "This retry waits {0} between attempts, so all clients hit a throttled table again at the same pace. "
            + "Use exponential backoff with jitter: {1}.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A throttled table recovers when its clients leave it alone for a while. Retries at a constant or linear pace do not: whatever failed together is sent again "
            + "together. Reported are strategies of Polly and loops around DynamoDB calls whose wait does not grow exponentially.",
        soft: true);

    public static readonly DiagnosticDescriptor DynamoDbPageIgnored = Descriptor.Create(
        "ARCH2105",
        title: "Read every page of a DynamoDB answer",
        messageFormat: "'{0}' returns at most one page ({2}); {1} tells that more follows and is never read. "
            + "Loop until it is empty, or set Limit.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An answer of DynamoDB ends at 1 MB, and with a filter a page may even be empty although more follow. Code that takes the first page for all is right in "
            + "every test and wrong once the table has grown. Reported are pages whose successor nobody asks for, and loops whose end test is wrong for the SDK's version.");

    public static readonly DiagnosticDescriptor DynamoDbScan = Descriptor.Create(
        "ARCH2106",
        title: "Do not scan a DynamoDB table",
        messageFormat: "'{0}' reads every item of the table and pays for all of them; a filter is applied after the read. "
            + "Use Query with a key condition, or an index; for a deliberate full pass set TotalSegments.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A scan costs what the table holds, not what the caller gets. It is quick in the first month, and later it eats the read capacity that the requests of "
            + "users need. Reported are scans of the client, the object model and the document model, and PartiQL that selects without a condition.");

    public static readonly DiagnosticDescriptor RetryOfPermanentError = Descriptor.Create(
        "ARCH2107",
        title: "Do not retry what cannot succeed",
        messageFormat: "Retrying {0} cannot succeed: the same request fails the same way, and every attempt costs capacity. Retry only throttling and server errors: {1}.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A failed condition, a table that is not there and an invalid request fail in every attempt. Retrying them hides the mistake, makes the caller wait, and pays for "
            + "each write again. Reported are strategies of Polly and retry loops around DynamoDB calls that name such an error, and softly those that handle everything.",
        soft: true);

    public static readonly DiagnosticDescriptor NestedRetries = Descriptor.Create(
        "ARCH2108",
        title: "Do not put a retry around a client that retries",
        messageFormat: "This retry runs up to {0} times around a client that makes up to {1} attempts itself: up to {2} requests per call. "
            + "Set MaxErrorRetry = 0 on this client, or drop one layer.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The SDK retries by itself, and a retry around it multiplies: four times four requests against a table that is throttled already, and a caller that waits for all of "
            + "them. One layer is enough. Reported are strategies of Polly that DynamoDB calls run in, while the client keeps its own retries.");

    public static readonly DiagnosticDescriptor UnprocessedResubmittedWithoutBackoff = Descriptor.Create(
        "ARCH2109",
        title: "Wait before you resubmit unprocessed items",
        messageFormat: "Unprocessed items are sent again {0}. DynamoDB left them because it is throttled; wait exponentially longer, with jitter, before each turn.",
        category: Category.DynamoDb,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Items come back unprocessed because a partition is throttled. A loop that sends them again at once keeps it throttled, at hundreds of requests in a "
            + "second and from every task of the service. Reported are loops and recursions without a wait, or with one that never changes.",
        soft: true);
}
