using Amazon.DynamoDBv2.Model;
using Polly;
using Polly.Retry;

namespace Orders.Infrastructure.DynamoDb;

/// <summary>What DynamoDB refuses for a moment is sent again, after a time that grows exponentially. The client does so by itself but for these two cases.</summary>
internal static class Backoff
{
    private const int MostAttempts = 8;

    /// <summary>A transaction that another one, or throttling, was in the way of; never one whose condition does not hold.</summary>
    public static readonly ResiliencePipeline Transactions = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<TransactionCanceledException>(static error => Passes(error)),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(25),
            MaxDelay = TimeSpan.FromSeconds(2),
            MaxRetryAttempts = MostAttempts,
        })
        .Build();

    /// <summary>Waits before what a batch left over is sent again.</summary>
    /// <exception cref="InvalidOperationException">It was sent often enough.</exception>
    public static Task BeforeAttempt(int attempt, CancellationToken cancellation) => attempt < MostAttempts
        ? Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(2_000, 25 * Math.Pow(2, attempt))), cancellation)
        : throw new InvalidOperationException("DynamoDB left items unprocessed.");

    /// <summary>Whether the condition of a part of the transaction did not hold.</summary>
    public static bool IsConflict(TransactionCanceledException error) => error.CancellationReasons?.Any(static reason => reason.Code == "ConditionalCheckFailed") == true;

    private static bool Passes(TransactionCanceledException error) => !IsConflict(error)
        && error.CancellationReasons?.Any(static reason => reason.Code is "ThrottlingError" or "ProvisionedThroughputExceeded" or "TransactionConflict") == true;
}
