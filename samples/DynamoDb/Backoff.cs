namespace Parcels;

/// <summary>The time to wait before what DynamoDB left undone is sent again.</summary>
public static class Backoff
{
    public const int MostAttempts = 8;

    /// <summary>Grows exponentially up to 20 seconds; a random share of it, so that throttled clients do not come back together.</summary>
    public static Task DelayAsync(int attempt, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt))), cancellation);
}
