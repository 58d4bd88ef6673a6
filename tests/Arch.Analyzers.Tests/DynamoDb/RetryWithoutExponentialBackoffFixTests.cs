using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.DynamoDb.RetryWithoutExponentialBackoffTests;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.DynamoDb.RetryWithoutExponentialBackoff, Arch.CodeFixes.DynamoDb.RetryWithoutExponentialBackoffFix>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class RetryWithoutExponentialBackoffFixTests
{
    [Theory]
    [InlineData("", ", BackoffType = DelayBackoffType.Exponential, UseJitter = true")]
    [InlineData(", BackoffType = DelayBackoffType.Linear, MaxRetryAttempts = 5", ", BackoffType = DelayBackoffType.Exponential, MaxRetryAttempts = 5, UseJitter = true")]
    [InlineData(", BackoffType = DelayBackoffType.Exponential, UseJitter = false", ", BackoffType = DelayBackoffType.Exponential, UseJitter = true")]
    [InlineData(",\n        // five times\n        MaxRetryAttempts = 5, // at most\n   ", ",\n        // five times\n        MaxRetryAttempts = 5, // at most\n        BackoffType = DelayBackoffType.Exponential,\n        UseJitter = true,\n   ")]
    public Task Options_AreSet(string before, string after) => Verify.Csharp(Refs.Polly8, Version8(before, "[|AddRetry|]"), Version8(after));

    [Theory]
    [InlineData("[|RetryAsync|](3)", "WaitAndRetryAsync(3, n => {0})")]
    [InlineData("[|RetryAsync|]()", "WaitAndRetryAsync(1, n => {0})")]
    [InlineData("[|RetryForeverAsync|]()", "WaitAndRetryForeverAsync(n => {0})")]
    [InlineData("[|WaitAndRetryAsync|](3, _ => TimeSpan.FromSeconds(1))", "WaitAndRetryAsync(3, n => {0})")]
    [InlineData("[|WaitAndRetryAsync|](3, (n, context) => TimeSpan.FromSeconds(n), (error, time, context) => Hand(error))", "WaitAndRetryAsync(3, (n, context) => {0}, (error, time, context) => Hand(error))")]
    [InlineData("[|WaitAndRetryAsync|](3, n => { return TimeSpan.FromSeconds(1); }, (error, time) => Hand(error))", "WaitAndRetryAsync(3, n => {0}, (error, time) => Hand(error))")]
    [InlineData("[|WaitAndRetryAsync|](new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) })", "WaitAndRetryAsync(2, n => {0})")]
    [InlineData("[|WaitAndRetryAsync|](Backoff.ConstantBackoff(TimeSpan.FromSeconds(1), retryCount: 5))", "WaitAndRetryAsync(Backoff.DecorrelatedJitterBackoffV2(TimeSpan.FromSeconds(1), retryCount: 5))")]
    public Task Policy_IsRewritten(string before, string after) => Verify.Csharp(Refs.Polly8, Version7(before), Version7(after.Replace("{0}", Growing)));

    [Theory]
    [InlineData("catch (ProvisionedThroughputExceededException) { await Task.[|Delay|](1000, ct); }", "catch (ProvisionedThroughputExceededException) { await Task.Delay({0}, ct); }")]
    [InlineData("catch (ProvisionedThroughputExceededException) { Thread.[|Sleep|](100 * attempt); }", "catch (ProvisionedThroughputExceededException) { Thread.Sleep({0}); }")]
    public Task Time_IsReplaced(string before, string after) => Verify.Csharp(Refs.Polly8, Loop(before), Loop(after.Replace("{0}", Growing.Replace(", n)", ", attempt)"))));

    [Fact]
    public Task Wait_IsInserted() => Verify.Csharp(Refs.Polly8, Loop("""
        [|catch|] (ProvisionedThroughputExceededException)
                    {
                        if (attempt == 4)
                            throw;
                    }
        """), Loop($$"""
        catch (ProvisionedThroughputExceededException)
                    {
                        if (attempt == 4)
                            throw;
                        await Task.Delay({{Growing.Replace(", n)", ", attempt)")}}, ct);
                    }
        """));

    [Theory]
    [InlineData("[|RetryAsync|](3, (error, n) => Hand(error))")]
    [InlineData("[|WaitAndRetryAsync|](sleepDurations: new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) })")]
    public Task NotOffered(string strategy) => Verify.NotOffered(Refs.Polly8, Version7(strategy));
}
